"""Delivering: each reaction until it has succeeded once, whatever becomes of the others."""

import itertools
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone, translation

from lms_site import delivery
from lms_site.delivery import HAND_OVER_GRACE, LEASE_SECONDS, deliver, run_reaction, sweep
from lms_site.events import publish, publish_many
from lms_site.models import OutboxEvent
from tests.lms_site.sample import Happened, effects

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(reactions):
    """A committed event that was never handed over, with two reactions."""
    reactions("count", "count_too")
    publish(Happened(thing_id=7))
    return OutboxEvent.objects.get()


def later(seconds: float):
    """The time so many seconds from now, standing still."""
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def test_failing_reaction_does_not_stop_the_others(reactions, committed):
    failing, _ = reactions("fail", "count")

    with committed():
        publish(Happened(thing_id=7))

    event = OutboxEvent.objects.get()
    assert effects("count", 7) == 1
    assert event.delivered_at is None
    assert event.attempts == 1
    assert event.last_error == f"{failing}: RuntimeError: cannot react to 7"


def test_failed_reaction_alone_is_tried_again_after_its_pause(reactions, committed):
    reactions("fail", "count")
    with committed():
        publish(Happened(thing_id=7))

    assert sweep() == 0
    with later(delivery.FIRST_PAUSE + 1):
        assert sweep() == 1

    assert OutboxEvent.objects.get().attempts == 2
    assert effects("count", 7) == 1


def test_pause_grows_with_every_failure_up_to_an_hour(reactions):
    reactions("fail")
    publish(Happened(thing_id=7))
    moment, pauses = timezone.now(), []

    for _ in range(12):
        with time_machine.travel(moment, tick=False):
            (path,) = delivery.reactions_to("tests.lms_site.sample.Happened")
            run_reaction(OutboxEvent.objects.get().pk, path)
        retry_at = OutboxEvent.objects.get().retry_at
        pauses.append(round((retry_at - moment).total_seconds()))
        moment = retry_at + timedelta(seconds=1)

    assert pauses == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]


def test_reaction_that_recovers_delivers_the_event(reactions):
    reactions("fail", "count")
    publish(Happened(thing_id=7))
    event = OutboxEvent.objects.get()
    deliver(event.pk)

    reactions("count_too", "count")
    with later(60):
        sweep()

    event.refresh_from_db()
    assert event.delivered_at is not None
    assert (effects("count", 7), effects("count_too", 7)) == (1, 1)


def test_event_delivered_twice_has_one_effect(event):
    deliver(event.pk)
    deliver(event.pk)

    assert (effects("count", 7), effects("count_too", 7)) == (1, 1)


def test_reaction_that_is_done_is_not_run_again(event):
    path = "tests.lms_site.sample.count"

    assert [run_reaction(event.pk, path), run_reaction(event.pk, path)] == [True, False]
    assert effects("count", 7) == 1


def test_reaction_that_runs_elsewhere_is_left_alone_until_its_lease_ends(event):
    path = "tests.lms_site.sample.count"
    assert delivery._claim(event.pk, path) is not None  # and then its worker dies

    assert run_reaction(event.pk, path) is False
    with later(LEASE_SECONDS + 1):
        assert run_reaction(event.pk, path) is True

    assert effects("count", 7) == 1


def test_lease_of_a_dead_worker_brings_the_event_to_the_sweep(event):
    for path in ("tests.lms_site.sample.count", "tests.lms_site.sample.count_too"):
        delivery._claim(event.pk, path)

    assert sweep() == 0
    with later(LEASE_SECONDS + 1):
        assert sweep() == 1

    assert (effects("count", 7), effects("count_too", 7)) == (1, 1)


def test_reaction_of_an_event_that_is_gone_is_ignored(event):
    OutboxEvent.objects.all().delete()

    assert run_reaction(event.pk, "tests.lms_site.sample.count") is False


def test_event_whose_reaction_was_taken_off_the_list_is_delivered_without_it(event, reactions):
    reactions("count")

    deliver(event.pk)

    event.refresh_from_db()
    assert event.finished == ["tests.lms_site.sample.count"]
    assert event.delivered_at is not None


def test_event_whose_last_reaction_was_taken_off_the_list_waits_no_longer(reactions):
    reactions("count", "fail")
    publish(Happened(thing_id=7))
    event = OutboxEvent.objects.get()
    deliver(event.pk)

    reactions("count")
    deliver(event.pk)

    event.refresh_from_db()
    assert event.delivered_at is not None
    assert effects("count", 7) == 1


def test_event_of_a_newer_release_waits_for_it(event):
    OutboxEvent.objects.update(name="classroom.events.FromTheFuture", retry_at=timezone.now())

    assert sweep() == 0
    assert OutboxEvent.objects.filter(delivered_at=None).count() == 1


def test_reaction_runs_in_the_language_of_the_site(event, monkeypatch):
    seen = []
    monkeypatch.setattr("tests.lms_site.sample.count_too", lambda thing_id: seen.append(translation.get_language()))

    with translation.override("id"):
        run_reaction(event.pk, "tests.lms_site.sample.count_too")

    assert seen == ["en"]


# --- The sweep --------------------------------------------------------------------------------
def test_sweep_takes_what_was_never_handed_over(event):
    with later(HAND_OVER_GRACE + 1):
        assert sweep() == 1

    assert effects("count", 7) == 1


def test_sweep_leaves_a_fresh_event_to_the_broker(event):
    assert sweep() == 0


def test_sweep_takes_no_more_than_its_limit_oldest_first(reactions):
    reactions("count")
    publish_many(Happened(thing_id=thing) for thing in range(5))

    assert sweep(limit=3) == 3

    assert [effects("count", thing) for thing in range(5)] == [1, 1, 1, 0, 0]


def test_sweep_goes_through_more_than_one_batch(reactions, monkeypatch):
    reactions("count")
    monkeypatch.setattr(delivery, "SWEEP_BATCH", 2)
    publish_many(Happened(thing_id=thing) for thing in range(5))

    assert sweep() == 5
    assert not OutboxEvent.objects.filter(delivered_at=None).exists()


@pytest.mark.parametrize("number", [1, 20])
def test_sweep_that_finds_nothing_costs_one_query(reactions, django_assert_num_queries, number):
    reactions("count")
    for thing in range(number):
        publish(Happened(thing_id=thing))

    with django_assert_num_queries(3):  # with the savepoint around it
        sweep()


def test_event_that_waits_in_a_long_queue_is_handed_over_ever_more_rarely(event):
    taken = []
    for seconds in range(0, 600, 15):
        with later(seconds):
            taken += [seconds] if delivery._take(10) else []

    pauses = [second - first for first, second in itertools.pairwise(taken)]
    assert taken[0] == HAND_OVER_GRACE
    assert pauses == sorted(pauses)
    assert len(taken) <= 5  # of 40 sweeps


# --- Old rows ---------------------------------------------------------------------------------
def test_purge_deletes_what_was_delivered_long_ago_and_nothing_that_waits(event, reactions, committed):
    with later(-31 * 86400), committed():
        publish(Happened(thing_id=1))
        publish(Happened(thing_id=2))
    OutboxEvent.objects.filter(payload={"thing_id": 2}).update(delivered_at=None)
    with committed():
        publish(Happened(thing_id=3))

    assert delivery.purge() == 1

    assert [row.payload["thing_id"] for row in OutboxEvent.objects.order_by("created_at")] == [2, 7, 3]
