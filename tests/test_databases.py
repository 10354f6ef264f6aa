"""The cloned test database: what migrations wrote is always there, what a test committed never is."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page

from accounts.roles import STUDENTS
from tests import databases

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.django_db(transaction=True)
def test_restore_takes_back_what_was_committed_and_brings_back_what_migrations_wrote(django_db_setup):
    pages = Page.objects.count()
    Group.objects.create(name="Committed")
    Group.objects.get(name=STUDENTS).delete()

    django_db_setup.restore()

    assert not Group.objects.filter(name="Committed").exists()
    assert Group.objects.filter(name=STUDENTS).exists()
    assert Page.objects.count() == pages


def test_another_process_sees_what_the_test_committed(site_environment):
    Group.objects.create(name="Seen from outside")
    question = "from django.contrib.auth.models import Group; print(Group.objects.latest('pk').name)"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", question]

    done = subprocess.run(command, cwd=ROOT, env=site_environment, capture_output=True, text=True, check=False)

    assert done.stdout.strip() == "Seen from outside", done.stderr


def test_template_is_rebuilt_when_a_migration_changes(tmp_path, monkeypatch):
    migration = tmp_path / "catalog" / "migrations" / "0001_initial.py"
    migration.parent.mkdir(parents=True)
    migration.write_text("operations = []")
    monkeypatch.setattr(databases, "ROOT", tmp_path)
    before = databases.digest()

    migration.write_text("operations = [1]")

    assert databases.digest() != before
