"""What was committed has its consequences, once, whoever dies on the way.

Real processes on a real broker: they are killed, not told.
"""

import os
import re
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from lms_site.delivery import HAND_OVER_GRACE, run_reaction, sweep
from lms_site.events import publish
from lms_site.models import OutboxEvent
from lms_site.reactions import REACTIONS
from tests.lms_site.sample import Happened, count, effects
from tests.lms_site.servers import RedisOfItsOwn
from tests.services.process import ServerProcess
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
COUNT, TELL = "tests.lms_site.sample.count", "tests.lms_site.sample.tell"


@pytest.fixture(autouse=True)
def reactions(monkeypatch):
    monkeypatch.setitem(REACTIONS, Happened.event_name(), [COUNT, "tests.lms_site.sample.count_too"])


@pytest.fixture
def broker(tmp_path):
    server = RedisOfItsOwn(tmp_path)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def environment(site_environment, broker, tmp_path):
    """What the other processes know: this test's database, its broker, a folder for notes."""
    return {
        **site_environment,
        "DJANGO_SETTINGS_MODULE": "tests.lms_site.worker_settings",
        "CELERY_BROKER_URL": broker.url,
        "REDIS_URL": broker.url,
        "SAMPLE_FOLDER": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }


@pytest.fixture
def start_worker(environment, tmp_path):
    """Start a Celery worker with its beat; all that still run are killed at the end."""
    started = []

    def start() -> ServerProcess:
        beat = ["-B", "--schedule", tmp_path / f"beat{len(started)}"]
        command = [sys.executable, "-m", "celery", "-A", "lms_site", "worker", "-c", "2", *beat]
        started.append(ServerProcess("Celery", command, log=tmp_path / "worker.txt", env=environment))
        return started[-1]

    yield start
    for worker in started:
        kill(worker)


def kill(worker: ServerProcess) -> None:
    """End the worker with all its children, at once."""
    try:
        os.killpg(worker.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    worker.stop()


def publish_elsewhere(environment, *arguments: str) -> int:
    """Publish in a process of its own; returns how that ended."""
    command = [sys.executable, "-m", "tests.lms_site.publisher", *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, timeout=60, check=False).returncode


def delivered() -> bool:
    """Whether every event that was published has had all its consequences."""
    return not OutboxEvent.objects.filter(delivered_at=None).exists()


def test_worker_killed_in_the_middle_of_a_task_has_it_done_once_by_the_next(environment, start_worker, tmp_path):
    """And workers log under the id of the request that has caused their work."""
    first = start_worker()
    assert publish_elsewhere(environment, "7", "--as", "mobile-app.42:7") == 0
    hangs = tmp_path / "hang_once-7"
    first.wait_until(lambda: hangs.exists() and set(OutboxEvent.objects.get().finished) == {COUNT, TELL})
    assert effects("hang_once", 7) == 0

    kill(first)
    start_worker().wait_until(delivered)

    assert (effects("hang_once", 7), effects("count", 7)) == (1, 1)
    assert OutboxEvent.objects.get().attempts == 0
    said = (tmp_path / "worker.txt").read_text()
    assert "INFO tests.lms_site.sample [mobile-app.42:7] reacted to 7" in said
    assert re.search(r"\[-\] Task lms_site.tasks.sweep_outbox", said)


def test_process_killed_between_commit_and_hand_over_loses_nothing(environment, broker):
    assert publish_elsewhere(environment, "7", "--die") == -signal.SIGKILL

    assert OutboxEvent.objects.get().delivered_at is None
    assert broker.client().llen("celery") == 0
    with time_machine.travel(timezone.now() + timedelta(seconds=HAND_OVER_GRACE + 1)):
        assert sweep() == 1
    assert delivered()
    assert (effects("count", 7), effects("count_too", 7)) == (1, 1)


def test_broker_away_when_the_event_is_published_costs_no_error_and_no_event(environment, broker, start_worker):
    broker.kill()
    assert publish_elsewhere(environment, "7") == 0
    waiting = OutboxEvent.objects.get()
    assert waiting.delivered_at is None

    broker.start()
    OutboxEvent.objects.update(retry_at=timezone.now())  # its grace is over
    (Path(environment["SAMPLE_FOLDER"]) / "hang_once-7").touch()
    start_worker().wait_until(delivered)

    assert (effects("hang_once", 7), effects("count", 7)) == (1, 1)


# --- Many at once -----------------------------------------------------------------------------
@pytest.fixture
def event(monkeypatch):
    """A committed event that nobody has handed over."""
    monkeypatch.setattr("lms_site.events.after_commit", lambda *_call: None)
    with transaction.atomic():
        publish(Happened(thing_id=7))
    return OutboxEvent.objects.get()


def test_event_delivered_eight_times_at_once_has_one_effect(event):
    at_once(lambda: run_reaction(event.pk, COUNT))

    assert effects("count", 7) == 1
    event.refresh_from_db()
    assert event.finished == [COUNT]


def test_control_without_the_claim_it_has_more_than_one(event):
    """The naive twin: look whether it is done, do it, mark it."""
    looked = threading.Barrier(8)

    def run_naively() -> None:
        row = OutboxEvent.objects.get(pk=event.pk)
        looked.wait()
        if COUNT not in row.finished:
            count(**row.payload)
            row.finished.append(COUNT)
            row.save()

    at_once(run_naively)

    assert effects("count", 7) > 1


def test_two_reactions_that_end_at_the_same_time_are_both_marked(event):
    paths = iter(REACTIONS[Happened.event_name()])
    at_once(lambda: run_reaction(event.pk, next(paths)), number=2)

    event.refresh_from_db()
    assert set(event.finished) == set(REACTIONS[Happened.event_name()])
    assert event.delivered_at is not None


def test_sweeps_at_the_same_time_take_each_event_once(event):
    OutboxEvent.objects.update(retry_at=timezone.now())
    taken = []
    at_once(lambda: taken.append(sweep()), number=4)

    assert sum(taken) == 1
    assert (effects("count", 7), effects("count_too", 7)) == (1, 1)
