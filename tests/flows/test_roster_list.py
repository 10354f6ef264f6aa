"""A list of people whose task is killed half way: nothing is left of it, and the next try puts in all."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection, transaction

from accounts.models import User
from catalog.models import Enrollment
from classroom.models import ImportState, RosterImport
from classroom.services.roster_import import run_import
from lms_site.models import OutboxEvent, Stock
from tests.factories.accounts import UserFactory
from tests.factories.catalog import enroll, make_course
from tests.factories.classroom import make_batch
from tests.factories.roster import make_list
from tests.flows.test_money import wait_until_blocked, wait_until_gone

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks no rows: there is nothing to stop at"),
]
RUN = "from classroom.tasks.roster import run_import; run_import(import_id={})"


def test_killed_in_the_middle_it_runs_again_and_has_one_effect(site_environment):
    course, known = make_course(), UserFactory()
    batch, run = make_batch(course, seats=5), enroll(known, course, source="staff")
    found = make_list(batch, "nia@example.com,Nia", f"{known.email},")
    RosterImport.objects.update(state=ImportState.QUEUED)
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", RUN.format(found.pk)]
    with transaction.atomic():
        # The rival holds the row that enrolling needs, after accounts and seats have been written.
        Enrollment.objects.select_for_update().get(pk=run.pk)
        process = subprocess.Popen(command, env=site_environment)
        wait_until_blocked(process)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=30)
    wait_until_gone()
    assert RosterImport.objects.get().state == ImportState.QUEUED
    assert not User.objects.filter(email="nia@example.com").exists()
    assert (batch.members.count(), Stock.objects.get(pk=batch.stock_id).taken) == (0, 0)
    for _twice in range(2):
        run_import(import_id=found.pk)
    assert (batch.members.count(), Stock.objects.get(pk=batch.stock_id).taken) == (2, 2)
    assert OutboxEvent.objects.filter(name="classroom.events.MemberPlaced").count() == 2
