"""Trying again what failed, before its pause is over."""

import pytest

from lms_site import delivery
from lms_site.delivery import INLINE_EVENTS, deliver, run_reaction, sweep, try_again
from lms_site.events import publish, publish_many
from lms_site.models import OutboxEvent
from tests.lms_site.sample import Happened, effects

pytestmark = pytest.mark.django_db


def test_trying_again_ends_the_pause_of_what_failed(reactions, committed):
    reactions("fail", "count")
    publish(Happened(thing_id=7))
    event = OutboxEvent.objects.get()
    deliver(event.pk)

    with committed():
        assert try_again([event.pk]) == 1

    event.refresh_from_db()
    assert event.attempts == 2
    assert effects("count", 7) == 1


def test_trying_again_leaves_alone_what_runs_now(reactions, committed):
    failing_path, running_path = reactions("fail", "count")
    publish(Happened(thing_id=7))
    event = OutboxEvent.objects.get()
    run_reaction(event.pk, failing_path)
    delivery._claim(event.pk, running_path)

    with committed():
        try_again([event.pk])

    event.refresh_from_db()
    assert event.attempts == 2
    assert effects("count", 7) == 0


def test_trying_again_what_has_not_failed_does_nothing(reactions, committed):
    reactions("count")
    publish(Happened(thing_id=7))
    event = OutboxEvent.objects.get()
    delivery._claim(event.pk, "tests.lms_site.sample.count")

    with committed():
        assert try_again([event.pk]) == 0

    assert effects("count", 7) == 0


def test_of_many_events_tried_again_the_others_come_with_the_sweep(reactions, committed):
    reactions("fail")
    publish_many(Happened(thing_id=thing) for thing in range(INLINE_EVENTS + 5))
    sweep()
    assert sweep() == 0

    with committed():
        assert try_again(OutboxEvent.objects.values_list("pk", flat=True)) == INLINE_EVENTS + 5

    assert OutboxEvent.objects.filter(attempts=2).count() == INLINE_EVENTS
    assert sweep() == 5


@pytest.mark.parametrize("number", [1, 20])
def test_trying_again_takes_the_same_queries_for_any_number(reactions, django_assert_num_queries, number):
    reactions("fail")
    publish_many(Happened(thing_id=thing) for thing in range(number))
    sweep()

    with django_assert_num_queries(5):
        try_again(OutboxEvent.objects.values_list("pk", flat=True))
