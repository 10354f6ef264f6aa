"""Admins see which reactions fail and why, and have them tried again without waiting for their pause."""

import pytest

from lms_site.delivery import deliver
from lms_site.events import publish
from lms_site.models import OutboxEvent
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory
from tests.lms_site.sample import Happened, effects

pytestmark = pytest.mark.django_db
COUNT, FAIL = "tests.lms_site.sample.count", "tests.lms_site.sample.fail"


@pytest.fixture
def admin(client):
    client.force_login(AdminFactory())
    return client


@pytest.fixture
def fails(reactions):
    """`fails(7)` is an event about thing 7 with two reactions, of which one has failed."""

    def make(thing_id: int = 7) -> OutboxEvent:
        reactions("count", "fail")
        publish(Happened(thing_id=thing_id))
        event = OutboxEvent.objects.latest("pk")
        deliver(event.pk)
        event.refresh_from_db()
        return event

    return make


def test_list_says_what_fails_how_often_and_why(admin, fails):
    fails()

    page = admin.get("/cms/outbox/").content.decode()

    assert "tests.lms_site.sample.Happened" in page
    assert "RuntimeError: cannot react to 7" in page
    row = page.partition("<tbody>")[2]
    assert FAIL in row
    assert f"<td>{COUNT}" not in row


def test_list_leaves_out_what_is_delivered_and_what_has_not_run_yet(admin, reactions):
    reactions("count")
    publish(Happened(thing_id=1))
    deliver(OutboxEvent.objects.latest("pk").pk)
    publish(Happened(thing_id=2))

    page = admin.get("/cms/outbox/").content.decode()

    assert "tests.lms_site.sample.Happened" not in page
    assert "Nothing fails" in page
    assert "/cms/outbox/again/" not in page


def test_list_is_searched_by_event_and_error(admin, fails):
    fails(7)
    fails(8)

    page = admin.get("/cms/outbox/", {"q": "react to 8"}).content.decode()

    assert "cannot react to 8" in page
    assert "cannot react to 7" not in page
    nothing = admin.get("/cms/outbox/", {"q": "no such thing"}).content.decode()
    assert "Nothing fails" not in nothing


def test_event_that_this_release_does_not_know_is_listed_all_the_same(admin, fails):
    event = fails()
    OutboxEvent.objects.update(name="classroom.events.FromTheFuture")

    for path in ("", f"inspect/{event.pk}/", f"again/{event.pk}/"):
        page = admin.get(f"/cms/outbox/{path}").content.decode()
        assert "This release does not know the event" in page


@pytest.mark.parametrize("number", [1, 20])
def test_list_costs_the_same_for_one_event_and_for_twenty(admin, fails, django_assert_num_queries, number):
    for thing_id in range(number):
        fails(thing_id)
    admin.get("/cms/outbox/")

    with django_assert_num_queries(12):
        admin.get("/cms/outbox/")


def test_details_show_what_is_still_to_do_and_for_whom(admin, fails):
    event = fails()

    page = admin.get(f"/cms/outbox/inspect/{event.pk}/").content.decode()

    for shown in ("thing_id", FAIL, "cannot react to 7", f"/cms/outbox/again/{event.pk}/"):
        assert shown in page
    assert COUNT not in page


def test_event_is_tried_again_without_waiting_for_its_pause(admin, fails, reactions, committed):
    event = fails()
    page = admin.get(f"/cms/outbox/again/{event.pk}/").content.decode()
    assert FAIL in page
    reactions("count", "count_too")  # the release that puts it right

    with committed():
        response = admin.post(f"/cms/outbox/again/{event.pk}/", follow=True)

    assert "1 event is tried again" in response.content.decode()
    event.refresh_from_db()
    assert event.delivered_at is not None
    assert (effects("count", 7), effects("count_too", 7)) == (1, 1)
    assert admin.get(f"/cms/outbox/inspect/{event.pk}/").status_code == 404


def test_all_that_fail_are_tried_again_at_once(admin, fails, reactions, committed):
    for thing_id in range(3):
        fails(thing_id)
    assert "/cms/outbox/again/" in admin.get("/cms/outbox/").content.decode()
    assert "3 events" in admin.get("/cms/outbox/again/").content.decode()
    reactions("count")

    with committed():
        response = admin.post("/cms/outbox/again/", follow=True)

    assert "3 events are tried again" in response.content.decode()
    assert not OutboxEvent.objects.filter(delivered_at=None).exists()


def test_event_that_fails_again_stays_with_one_more_failure(admin, fails, committed):
    event = fails()

    with committed():
        admin.post(f"/cms/outbox/again/{event.pk}/")

    event.refresh_from_db()
    assert event.attempts == 2
    assert effects("count", 7) == 1


def test_second_press_finds_nothing_to_do(admin, fails):
    event = fails()
    admin.post(f"/cms/outbox/again/{event.pk}/")

    response = admin.post(f"/cms/outbox/again/{event.pk}/", follow=True)

    assert "Nothing to try again" in response.content.decode()


@pytest.mark.parametrize("path", ["new/", "edit/{pk}/", "delete/{pk}/", "copy/{pk}/"])
def test_nobody_writes_edits_or_deletes_events_by_hand(admin, fails, path):
    event = fails()

    assert admin.get("/cms/outbox/" + path.format(pk=event.pk)).status_code == 404
    assert "Add event" not in admin.get("/cms/outbox/").content.decode()


@pytest.mark.parametrize("factory", [InstructorFactory, ModeratorFactory])
def test_failed_reactions_are_for_admins_only(client, fails, factory):
    client.force_login(factory())
    event = fails()

    for path in ("", f"inspect/{event.pk}/", "again/", f"again/{event.pk}/"):
        response = client.post(f"/cms/outbox/{path}") if "again" in path else client.get(f"/cms/outbox/{path}")
        assert response.status_code in (302, 403)
    event.refresh_from_db()
    assert event.failed == [FAIL]
    assert "/cms/outbox/" not in client.get("/cms/").content.decode()


def test_admins_find_failed_reactions_in_the_menu(admin):
    assert "/cms/outbox/" in admin.get("/cms/").content.decode()
