"""What was committed has its consequences, once, whoever dies on the way.

Real processes on a real broker, forked from one that has loaded the site: they are killed, not told.
"""

import re
import signal
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
from tests.lms_site.forks import Fork, LoadedSite
from tests.lms_site.sample import Happened, count, effects
from tests.lms_site.servers import RedisOfItsOwn
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
COUNT, TELL = "tests.lms_site.sample.count", "tests.lms_site.sample.tell"


@pytest.fixture(autouse=True)
def reactions(monkeypatch):
    monkeypatch.setitem(REACTIONS, Happened.event_name(), [COUNT, "tests.lms_site.sample.count_too"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the other processes leave notes and their log."""
    return tmp_path_factory.mktemp("outbox")


@pytest.fixture(scope="module")
def own_redis(folder):
    return RedisOfItsOwn(folder)


@pytest.fixture
def broker(own_redis):
    own_redis.start()
    yield own_redis
    own_redis.kill()


@pytest.fixture(scope="module")
def loaded_sites():
    """The one process that has loaded the site; it is started when it is needed first."""
    sites = []
    yield sites
    for site in sites:
        site.close()


@pytest.fixture
def site(loaded_sites, site_environment, broker, folder):
    """A site that knows this test's database, its broker, and the folder for notes."""
    for note in folder.glob("hang_once-*"):
        note.unlink()
    if not loaded_sites:
        environment = {
            **site_environment,
            "DJANGO_SETTINGS_MODULE": "tests.lms_site.worker_settings",
            "CELERY_BROKER_URL": broker.url,
            "REDIS_URL": broker.url,
            "SAMPLE_FOLDER": str(folder),
            "PYTHONPATH": str(ROOT),
        }
        loaded_sites.append(LoadedSite(environment, log=folder / "site.txt"))
    return loaded_sites[0]


@pytest.fixture
def start_worker(site, tmp_path):
    """Start a Celery worker with its beat; all that still run are killed at the end."""
    started = []

    def start() -> Fork:
        started.append(site.fork("work", str(tmp_path / f"beat{len(started)}")))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()


def delivered() -> bool:
    """Whether every event that was published has had all its consequences."""
    return not OutboxEvent.objects.filter(delivered_at=None).exists()


def test_worker_killed_in_the_middle_of_a_task_has_it_done_once_by_the_next(site, start_worker, folder):
    """And workers log under the id of the request that has caused their work."""
    first = start_worker()
    assert site.fork("publish", "7", "as", "mobile-app.42:7").wait() == 0
    hangs = folder / "hang_once-7"
    first.wait_until(lambda: hangs.exists() and set(OutboxEvent.objects.get().finished) == {COUNT, TELL})
    assert effects("hang_once", 7) == 0

    first.kill()
    start_worker().wait_until(delivered)

    assert (effects("hang_once", 7), effects("count", 7)) == (1, 1)
    assert OutboxEvent.objects.get().attempts == 0
    said = (folder / "site.txt").read_text()
    assert "INFO tests.lms_site.sample [mobile-app.42:7] reacted to 7" in said
    assert re.search(r"\[-\] Task lms_site.tasks.sweep_outbox", said)


def test_process_killed_between_commit_and_hand_over_loses_nothing(site, broker):
    assert site.fork("publish", "7", "die").wait() == -signal.SIGKILL

    assert OutboxEvent.objects.get().delivered_at is None
    assert broker.client().llen("celery") == 0
    with time_machine.travel(timezone.now() + timedelta(seconds=HAND_OVER_GRACE + 1)):
        assert sweep() == 1
    assert delivered()
    assert (effects("count", 7), effects("count_too", 7)) == (1, 1)


def test_broker_away_when_the_event_is_published_costs_no_error_and_no_event(site, broker, start_worker, folder):
    broker.kill()
    assert site.fork("publish", "7").wait() == 0
    waiting = OutboxEvent.objects.get()
    assert waiting.delivered_at is None

    broker.start()
    OutboxEvent.objects.update(retry_at=timezone.now())  # its grace is over
    (folder / "hang_once-7").touch()
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
