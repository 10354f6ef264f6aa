"""The door of a session: in time, for those who belong to it, and written down."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from classroom.errors import SessionCancelled, SessionClosed
from classroom.models import Partner
from classroom.services.door import enter_session
from classroom.services.session_rooms import settle_room
from classroom.services.sessions import cancel_session
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.sessions import make_session, ready_session
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(modules=0))


course = own("course")


def come(session, user=None, *, is_teacher=False, **when) -> str:
    return enter_session(user=user or UserFactory(), session=session, is_teacher=is_teacher, **when)


def refused(session, **how) -> str:
    with pytest.raises(SessionClosed) as refusal:
        come(session, **how)
    return refusal.value.code


def zoom_session(batch, **plan):
    return ready_session(batch, partner=Partner.ZOOM, **plan)


def test_learners_come_from_ten_minutes_before_until_the_end():
    session = ready_session(starts_at=timezone.now() + timedelta(hours=1))
    opens = session.starts_at - timedelta(minutes=10)
    assert refused(session, now=opens - timedelta(seconds=1)) == "SESSION_EARLY"
    assert come(session, now=opens) == session.join_url
    assert come(session, now=session.ends_at - timedelta(seconds=1)) == session.join_url
    assert refused(session, now=session.ends_at) == "SESSION_OVER"


def test_teachers_come_at_any_time():
    session = ready_session(starts_at=timezone.now() + timedelta(days=1))
    for now in (timezone.now(), session.ends_at + timedelta(hours=1)):
        assert come(session, is_teacher=True, now=now) == session.join_url


def test_closed_door_says_why():
    session = make_session(starts_at=timezone.now())
    assert refused(session) == "SESSION_NOT_READY"
    with pytest.raises(SessionCancelled):
        come(cancel_session(session=session))


def test_coming_to_a_room_that_tells_nothing_is_a_stay_that_begins_once():
    session, person = ready_session(), UserFactory(display_name="Dewi")
    for _twice in range(2):
        come(session, person)
    stay = session.presences.get()
    assert (stay.key, stay.user, stay.name, stay.left_at) == (f"door:{person.pk}:1", person, "Dewi", None)


def test_coming_to_a_room_that_tells_who_was_there_is_a_moment(zoom, course):
    batch = make_batch(course)
    person = seat(batch).user
    session = zoom_session(batch)
    for _twice in range(2):
        come(session, person)
    assert [stay.left_at == stay.arrived_at for stay in session.presences.all()] == [True, True]


def test_everybody_comes_by_their_own_address_and_the_host_by_a_fresh_one(zoom, course):
    batch = make_batch(course)
    person, host = seat(batch).user, batch.teachers.get().user
    session = zoom_session(batch, host=host)
    assert come(session, person) == session.places.get(user=person).join_url
    assert "/s/" in come(session, host, is_teacher=True)
    zoom.faults.add("status", "GET", "/v2/meetings")
    assert refused(session, user=host, is_teacher=True) == "SESSION_PARTNER_AWAY"
    assert session.presences.filter(user=host).count() == 1


def test_session_without_a_host_is_opened_by_whoever_teaches(zoom, course):
    batch = make_batch(course)
    session = zoom_session(batch)
    assert "/s/" in come(session, batch.teachers.get().user, is_teacher=True)


def test_moderator_without_a_place_comes_as_the_host_does(zoom, course):
    batch = make_batch(course)
    session = zoom_session(batch, host=batch.teachers.get().user)
    assert "/s/" in come(session, ModeratorFactory(), is_teacher=True)


def test_door_is_the_attendance_where_zoom_may_not_tell_us(zoom, settings, course):
    settings.ZOOM_WEBHOOK_SECRET = ""
    batch = make_batch(course)
    session = zoom_session(batch)
    come(session, batch.teachers.get().user, is_teacher=True)
    assert session.presences.get().left_at is None


def test_somebody_without_a_place_gets_one_in_a_moment(zoom, course):
    batch = make_batch(course)
    session = zoom_session(batch)
    person = seat(batch).user
    assert refused(session, user=person) == "SESSION_NOT_READY"
    settle_room(session_id=session.pk)
    assert come(session, person) == session.places.get(user=person).join_url


def test_address_is_signed_where_the_server_knows_us(settings):
    settings.JITSI_APP_ID, settings.JITSI_APP_SECRET = "lms", "a-secret-that-is-long-enough-for-hs256"
    assert "?jwt=" in come(ready_session())
