"""The cloned test database: what migrations wrote is always there, what a test committed never is."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError, connection
from wagtail.models import Page

from accounts.roles import STUDENTS
from lms_site.models import Stock
from tests import databases

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["restore", "clone_again"])
def test_restore_takes_back_what_was_committed_and_brings_back_what_migrations_wrote(django_db_setup, way):
    pages, students = Page.objects.count(), Group.objects.get(name=STUDENTS).pk
    made = Group.objects.create(name="Committed").pk
    Stock.objects.create(name="Seats")
    Group.objects.get(name=STUDENTS).delete()

    getattr(django_db_setup, way)()

    assert not Group.objects.filter(name="Committed").exists()
    assert Group.objects.get(name=STUDENTS).pk == students
    assert Page.objects.count() == pages
    assert not Stock.objects.exists()
    assert Group.objects.create(name="Committed again").pk == made


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's file is one process's at a time")
@pytest.mark.django_db(transaction=True)
def test_restore_does_not_wait_for_whoever_is_still_connected(django_db_setup):
    Group.objects.create(name="Committed")
    other = connection.copy()
    with other.cursor() as cursor:
        other.set_autocommit(False)
        cursor.execute("LOCK TABLE auth_group")

    django_db_setup.restore()

    assert not Group.objects.filter(name="Committed").exists()
    with pytest.raises(OperationalError), other.cursor() as cursor:
        cursor.execute("SELECT 1")
    other.close()


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
