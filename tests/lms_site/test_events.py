"""Publishing: in the transaction of the change or not at all, and delivered after the commit."""

import pytest
from django.db import transaction

from lms_site.delivery import INLINE_EVENTS
from lms_site.events import muted, publish, publish_many
from lms_site.models import OutboxEvent
from lms_site.reactions import REACTIONS
from tests.lms_site.sample import Happened, Unlisted, effects

pytestmark = pytest.mark.django_db


def test_event_reaches_its_reactions_after_the_commit(reactions, committed):
    reactions("count", "count_too")

    with committed(), transaction.atomic():
        publish(Happened(thing_id=7))
        assert effects("count", 7) == 0

    assert (effects("count", 7), effects("count_too", 7)) == (1, 1)
    event = OutboxEvent.objects.get()
    assert event.name == "tests.lms_site.sample.Happened"
    assert event.payload == {"thing_id": 7}
    assert event.delivered_at is not None


@pytest.mark.django_db(transaction=True)
def test_event_of_a_rolled_back_change_never_happened(reactions):
    reactions("count")

    with transaction.atomic():
        publish(Happened(thing_id=7))
        transaction.set_rollback(True)

    assert not OutboxEvent.objects.exists()
    assert effects("count", 7) == 0


@pytest.mark.django_db(transaction=True)
def test_publishing_outside_a_transaction_is_refused(reactions):
    reactions("count")

    with pytest.raises(transaction.TransactionManagementError):
        publish(Happened(thing_id=7))
    with pytest.raises(transaction.TransactionManagementError):
        publish_many([Happened(thing_id=7)])

    assert not OutboxEvent.objects.exists()


def test_event_that_nobody_listed_is_refused():
    with pytest.raises(LookupError, match=r"tests\.lms_site\.sample\.Unlisted is not listed"):
        publish(Unlisted(thing_id=7))


def test_event_without_reactions_is_kept_as_delivered(reactions, committed, django_assert_num_queries):
    reactions()

    with committed(), django_assert_num_queries(1):
        publish(Happened(thing_id=7))

    assert OutboxEvent.objects.get().delivered_at is not None


def test_publishing_costs_one_query(reactions, django_assert_num_queries):
    reactions("count")

    with django_assert_num_queries(1):
        publish(Happened(thing_id=7))


@pytest.mark.parametrize("number", [1, 20, 100])
def test_many_events_cost_one_query(reactions, django_assert_num_queries, number):
    reactions("count")

    with django_assert_num_queries(1):
        publish_many(Happened(thing_id=thing) for thing in range(number))

    assert OutboxEvent.objects.filter(delivered_at=None).count() == number


def test_many_events_are_kept_as_single_ones_are(reactions):
    reactions("count")

    publish(Happened(thing_id=7))
    publish_many([Happened(thing_id=7)])

    single, one_of_many = OutboxEvent.objects.values("name", "payload", "finished", "not_before", "attempts")
    assert (
        one_of_many
        == single
        == {
            "name": "tests.lms_site.sample.Happened",
            "payload": {"thing_id": 7},
            "finished": [],
            "not_before": {},
            "attempts": 0,
        }
    )


def test_events_of_several_kinds_keep_their_order(reactions, monkeypatch):
    reactions("count")
    monkeypatch.setitem(REACTIONS, Unlisted.event_name(), [])

    publish_many([Happened(thing_id=1), Unlisted(thing_id=2), Unlisted(thing_id=3), Happened(thing_id=4)])

    rows = [(row.name, row.payload["thing_id"], row.delivered_at is None) for row in OutboxEvent.objects.order_by("pk")]
    happened, unlisted = Happened.event_name(), Unlisted.event_name()
    assert rows == [(happened, 1, True), (unlisted, 2, False), (unlisted, 3, False), (happened, 4, True)]


def test_many_events_of_which_one_is_not_listed_are_refused_together(reactions):
    reactions("count")

    with pytest.raises(LookupError, match="Unlisted is not listed"):
        publish_many([Happened(thing_id=1), Unlisted(thing_id=2)])

    assert not OutboxEvent.objects.exists()


def test_few_events_at_once_are_delivered_at_once(reactions, committed):
    reactions("count")

    with committed():
        publish_many([Happened(thing_id=1), Happened(thing_id=2)])

    assert (effects("count", 1), effects("count", 2)) == (1, 1)


def test_many_events_do_not_run_in_the_request_that_published_them(reactions, committed):
    reactions("count")

    with committed():
        publish_many(Happened(thing_id=thing) for thing in range(INLINE_EVENTS + 5))

    assert OutboxEvent.objects.filter(delivered_at=None).count() == 5


def test_publishing_no_events_does_nothing(reactions, committed, django_assert_num_queries):
    reactions("count")

    with committed(), django_assert_num_queries(0):
        publish_many([])


def test_muted_events_are_kept_and_nobody_reacts(reactions, committed):
    reactions("count")

    with committed():
        with muted():
            publish(Happened(thing_id=1))
            publish_many([Happened(thing_id=2)])
        publish(Happened(thing_id=3))

    assert [effects("count", thing) for thing in (1, 2, 3)] == [0, 0, 1]
    assert not OutboxEvent.objects.filter(delivered_at=None).exists()


def test_payload_that_json_does_not_know_is_refused(reactions):
    reactions("count")

    with pytest.raises(TypeError, match="not JSON serializable"):
        publish(Happened(thing_id={1, 2}))
    with pytest.raises(TypeError, match="not JSON serializable"):
        publish_many([Happened(thing_id={1, 2})])
