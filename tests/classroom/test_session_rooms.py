"""Rooms at the partners follow their sessions, whatever goes wrong on the way."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from classroom.models import LiveSession, Partner, RoomState, SessionPlace
from classroom.services.joining import leave_batch
from classroom.services.session_places import sessions_to_follow
from classroom.services.session_rooms import retry_room, settle_room, settle_rooms
from classroom.services.sessions import cancel_session, change_session
from tests.factories.classroom import make_batch, seat
from tests.factories.crowds import seat_people
from tests.factories.sessions import make_session, make_session_plan, ready_session

pytestmark = pytest.mark.django_db
MEETINGS = "/v2/users/me/meetings"


def zoom_session(batch=None, **plan) -> LiveSession:
    return make_session(batch, partner=Partner.ZOOM, **plan)


def settled(session: LiveSession, **when) -> LiveSession:
    settle_room(session_id=session.pk, **when)
    session.refresh_from_db()
    return session


def later(**time):
    return timezone.now() + timedelta(**time)


def test_room_of_jitsi_is_ready_without_any_key():
    session = ready_session()
    assert (session.state, session.room_partner, session.room_due_at) == (RoomState.READY, Partner.JITSI, None)
    assert session.join_url.endswith(session.external_id)


def test_meeting_is_made_once_however_often_it_is_asked_for(zoom):
    session = zoom_session()
    for _twice in range(2):
        settled(session)
    assert session.state == RoomState.READY
    assert list(zoom.meetings) == [session.external_id]


def test_answer_that_is_lost_leaves_one_meeting(zoom):
    session = zoom_session()
    zoom.faults.add("reset", "POST", MEETINGS, is_late=True)
    assert (settled(session).state, session.failure, session.external_id) == (RoomState.FAILED, "unavailable", "")
    assert len(zoom.meetings) == 1
    assert settled(session, now=later(minutes=2)).state == RoomState.READY
    assert list(zoom.meetings) == [session.external_id]


def test_crash_in_mid_call_is_made_good_by_the_next_round(zoom):
    """Whoever had the session has died: it is free when the lease ends."""
    session = settled(zoom_session())
    LiveSession.objects.update(external_id="", state=RoomState.PENDING, room_tries=1)
    LiveSession.objects.update(room_due_at=timezone.now(), room_claimed_until=later(minutes=2))
    assert settle_rooms() == 0
    assert settle_rooms(now=later(minutes=3)) == 1
    session.refresh_from_db()
    assert session.state == RoomState.READY
    assert list(zoom.meetings) == [session.external_id]


@pytest.mark.parametrize("kind", ["status", "nonsense", "reset"])
def test_partner_that_is_down_is_asked_again_later_and_later(zoom, kind):
    session = zoom_session(starts_at=later(days=5))
    zoom.faults.add(kind, "POST", MEETINGS, times=2)
    assert (settled(session).state, session.failure) == (RoomState.FAILED, "unavailable")
    first = session.room_due_at
    settled(session)
    assert (session.room_tries, session.room_due_at) == (1, first)
    settled(session, now=first)
    assert session.room_due_at - first >= timedelta(minutes=2)
    assert settle_rooms(now=session.room_due_at) == 1
    session.refresh_from_db()
    assert (session.state, session.failure, session.partner_said) == (RoomState.READY, "", "")


def test_partner_that_asks_to_wait_gets_its_time(zoom):
    session = zoom_session()
    zoom.faults.add("status", "POST", MEETINGS, status=429, headers={"Retry-After": "900"})
    assert settled(session).failure == "busy"
    assert settle_rooms(now=later(minutes=14)) == 0
    assert settle_rooms(now=later(minutes=16)) == 1


def test_refusal_is_final_until_somebody_tries_again(zoom):
    session = zoom_session()
    zoom.faults.add("status", "POST", MEETINGS, status=400, body={"code": 300, "message": "Only for paid users."})
    settled(session)
    assert (session.state, session.failure) == (RoomState.FAILED, "refused")
    assert session.partner_said == "Only for paid users."
    assert settle_rooms(now=later(days=1)) == 0
    retry_room(session=session)
    assert settled(session).state == RoomState.READY


def test_partner_without_keys_says_so():
    session = settled(zoom_session())
    assert (session.state, session.failure, session.room_due_at) == (RoomState.FAILED, "off", None)


def test_change_and_cancelling_reach_the_partner(zoom):
    session = settled(zoom_session())
    change_session(session=session, plan=make_session_plan(title="Other", partner=Partner.ZOOM))
    assert settled(session).state == RoomState.READY
    assert zoom.meetings[session.external_id]["topic"] == "Other"
    cancel_session(session=session)
    assert settled(session).external_id == ""
    assert zoom.meetings == {}


def test_room_of_a_session_that_was_cancelled_before_we_knew_of_it_is_found_and_given_up(zoom):
    session = zoom_session()
    zoom.faults.add("reset", "POST", MEETINGS, is_late=True)
    settled(session)
    cancel_session(session=session)
    settled(session)
    assert zoom.meetings == {}


def test_other_partner_means_another_room(zoom, google):
    session = settled(zoom_session())
    change_session(session=session, plan=make_session_plan(partner=Partner.MEET))
    settled(session)
    assert zoom.meetings == {}
    assert (session.room_partner, session.external_id) == (Partner.MEET, session.uid.hex)


def test_meeting_that_somebody_deleted_at_the_partner_is_made_anew(zoom):
    session = settled(zoom_session())
    zoom.meetings.clear()
    change_session(session=session, plan=make_session_plan(title="Other", partner=Partner.ZOOM))
    assert settled(session).state == RoomState.READY
    assert list(zoom.meetings) == [session.external_id]


def test_those_who_are_in_the_batch_have_places_and_nobody_else(zoom):
    batch = make_batch()
    stays, goes = seat(batch), seat(batch)
    session = settled(zoom_session(batch))
    teacher = batch.teachers.get().user_id
    assert set(session.places.values_list("user_id", flat=True)) == {stays.user_id, goes.user_id, teacher}
    leave_batch(user=goes.user, batch=batch)
    comes = seat(batch)
    assert sessions_to_follow(member_id=comes.pk) == [session.pk]
    settled(session)
    assert set(session.places.values_list("user_id", flat=True)) == {stays.user_id, comes.user_id, teacher}
    registered = zoom.meetings[session.external_id]["registrants"]
    assert set(registered) == set(session.places.values_list("external_id", flat=True))


def test_registration_that_breaks_off_goes_on_where_it_was(zoom):
    batch = make_batch()
    seat_people(batch, 35)
    session = zoom_session(batch)
    zoom.faults.add("status", "POST", "/oauth", status=500)
    assert settled(session).failure == "unavailable"
    assert settled(session, now=later(minutes=2)).state == RoomState.READY
    assert (SessionPlace.objects.count(), len(zoom.calls("POST", "batch_registrants"))) == (36, 2)


def test_room_is_made_thirty_days_before(zoom):
    session = zoom_session(make_batch(ends_on=later(days=90).date()), starts_at=later(days=60))
    assert settled(session).state == RoomState.PENDING
    assert zoom.meetings == {}
    assert settled(session, now=later(days=31)).state == RoomState.READY


def test_what_is_over_gets_no_room_any_more(zoom):
    session = zoom_session()
    settled(session, now=later(days=3))
    assert zoom.asked == []


def test_one_at_a_time_asks_the_partner(zoom):
    session = settled(zoom_session())
    LiveSession.objects.update(title="Meanwhile", room_due_at=timezone.now(), room_claimed_until=later(minutes=1))
    settled(session)
    assert zoom.meetings[session.external_id]["topic"] == "First meeting"


@pytest.mark.django_db(transaction=True)
def test_change_while_the_partner_is_asked_is_not_lost(zoom):
    def change_meanwhile() -> None:
        zoom.before_create = None
        LiveSession.objects.update(title="Meanwhile", state=RoomState.PENDING, room_due_at=timezone.now())
        connection.close()

    zoom.before_create = change_meanwhile
    zoom_session()  # the reaction to its event asks the partner at once
    assert [row["topic"] for row in zoom.meetings.values()] == ["Meanwhile"]
    session = LiveSession.objects.get()
    assert (session.state, session.room_due_at) == (RoomState.READY, None)
