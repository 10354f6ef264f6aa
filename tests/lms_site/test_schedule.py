"""Periodic jobs: one list for Celery beat and for the small process of the demo."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.module_loading import import_string

from lms_site.celery import app
from lms_site.events import publish
from lms_site.management.commands import run_periodic
from lms_site.models import OutboxEvent
from lms_site.schedule import JOBS, Job
from tests.factories.lms_site import OutgoingMailFactory
from tests.lms_site.sample import Happened, effects

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.task)
def test_job_is_a_task_that_celery_knows_and_runs_by_itself(job, db):
    task = import_string(job.task)

    assert task.name == job.task
    assert job.seconds > 0
    task()


def test_beat_runs_every_job_of_the_list():
    planned = {entry["task"]: entry["schedule"] for entry in app.conf.beat_schedule.values()}

    assert planned == {job.task: float(job.seconds) for job in JOBS}


@pytest.mark.django_db
def test_each_job_runs_once_when_asked_to(reactions, mailoutbox):
    reactions("count")
    publish(Happened(thing_id=7))
    OutboxEvent.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    OutgoingMailFactory()

    call_command("run_periodic", "--once")

    assert effects("count", 7) == 1
    assert len(mailoutbox) == 1


@pytest.mark.django_db
def test_job_that_fails_does_not_stop_the_others(monkeypatch, mailoutbox, caplog):
    broken = [Job(task="lms_site.no_such.task", seconds=1), Job(task="lms_site.tasks.sweep_mail", seconds=1)]
    monkeypatch.setattr(run_periodic, "JOBS", broken)
    OutgoingMailFactory()

    call_command("run_periodic", "--once")

    assert len(mailoutbox) == 1
    assert "Periodic job lms_site.no_such.task failed" in caplog.text


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_process_stops_in_good_order_when_told_to(site_environment, how):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_periodic"],
        cwd=ROOT,
        env={**site_environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        first = process.stdout.readline()
        process.send_signal(how)
        rest = process.stdout.read()
        process.wait(timeout=20)

    assert "Periodic jobs" in first
    assert process.returncode == 0, rest
