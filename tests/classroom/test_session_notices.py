"""What Zoom tells is taken in once, and changes what it is about alone."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from classroom.models import LiveSession, Partner, PartnerNotice
from classroom.services.session_notices import purge_notices
from tests.factories.classroom import make_batch, seat
from tests.factories.sessions import ready_session
from tests.lms_site.api.answers import assert_error
from tests.partner_fakes.zoom import notice, signature
from tests.sharing import own

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/live-sessions/zoom/webhook/"
CAME, WENT = "meeting.participant_joined", "meeting.participant_left"


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(member=seat(make_batch()))


member = own("member")


@pytest.fixture
def session(zoom, member) -> LiveSession:
    return ready_session(member.batch, partner=Partner.ZOOM)


def post(body: bytes, headers=None, **signing):
    """As Zoom does; with `Client`, which insists on CSRF tokens where the view does."""
    headers = signature(body, **signing) if headers is None else headers
    return Client(enforce_csrf_checks=True).post(ADDRESS, body, content_type="application/json", headers=headers)


def told(session: LiveSession, name: str, **about) -> bytes:
    meeting = {"id": session.external_id, "uuid": "4444AAAiAAAAAiAiAiiAii==", **about}
    return notice(name, {"account_id": "a", "object": meeting})


def person(session: LiveSession, user=None, minutes: int = 0, **more) -> dict:
    place = session.places.get(user=user).external_id if user else ""
    moment = (session.starts_at + timedelta(minutes=minutes)).isoformat()
    usual = {"user_id": "16778240", "user_name": "Dewi", "registrant_id": place}
    return {"participant": {**usual, "join_time": moment, "leave_time": moment, **more}}


def test_coming_and_going_are_written_down_once_and_for_the_right_person(session, member):
    came = told(session, CAME, **person(session, member.user, 3))
    went = told(session, WENT, **person(session, member.user, 40))
    for body in (came, came, went, went):
        answer = post(body)
        assert (answer.status_code, answer.json()["data"]) == (200, {"received": True})
    stay = session.presences.get()
    assert (stay.user, stay.name) == (member.user, "Dewi")
    assert (stay.arrived_at, stay.left_at) == tuple(session.starts_at + timedelta(minutes=m) for m in (3, 40))
    assert PartnerNotice.objects.count() == 2


def test_order_does_not_matter_and_coming_again_is_another_stay(session, member):
    post(told(session, WENT, **person(session, member.user, 10)))
    post(told(session, CAME, **person(session, member.user, 5)))
    post(told(session, CAME, **person(session, member.user, 20, user_id="16778999")))
    assert session.presences.count() == 2


def test_person_is_found_by_address_or_stays_a_name(session, member):
    post(told(session, CAME, **person(session, email=member.user.email.upper())))
    post(told(session, CAME, **person(session, user_id="5", email="stranger@example.com")))
    assert set(session.presences.values_list("user", "name")) == {(member.user_id, "Dewi"), (None, "Dewi")}


def test_beginning_and_end_are_kept_and_the_end_closes_what_is_open(session, member):
    moments = {"start_time": session.starts_at.isoformat(), "end_time": session.ends_at.isoformat()}
    post(told(session, "meeting.started", **moments))
    post(told(session, CAME, **person(session, member.user, 3)))
    post(told(session, "meeting.ended", **moments))
    session.refresh_from_db()
    assert (session.begun_at, session.finished_at) == (session.starts_at, session.ends_at)
    assert session.presences.get().left_at == session.ends_at


def test_recording_is_linked_unless_a_teacher_did(session):
    post(told(session, "recording.completed", share_url="https://zoom.us/rec/share/a"))
    post(told(session, "recording.completed", share_url="https://zoom.us/rec/share/b"))
    session.refresh_from_db()
    assert session.recording_url == "https://zoom.us/rec/share/a"


def test_meeting_that_is_not_ours_changes_nothing(session):
    session.external_id = "99999999999"
    assert post(told(session, "meeting.started")).status_code == 200
    assert LiveSession.objects.get().begun_at is None


@pytest.mark.parametrize("lie", [{"age": 301}, {"secret": "other"}, {"headers": {}}])
def test_what_zoom_has_not_signed_just_now_is_refused(session, lie):
    assert_error(post(told(session, "meeting.started"), **lie), 400, "BAD_REQUEST")
    assert not PartnerNotice.objects.exists()


def test_question_whether_the_address_is_ours_is_answered_as_zoom_wants_it(zoom):
    answer = post(notice("endpoint.url_validation", {"plainToken": "abc"}))
    assert answer.status_code == 200
    assert answer.json().keys() == {"plainToken", "encryptedToken"}
    assert_error(post(notice("endpoint.url_validation", {"plainToken": "abc"}), headers={}), 400, "BAD_REQUEST")


def test_site_without_zoom_has_no_such_address_and_no_body_is_too_large_for_it(settings, zoom):
    assert_error(post(b"x" * (1024**2 + 1)), 413, "PAYLOAD_TOO_LARGE")
    settings.ZOOM_WEBHOOK_SECRET = ""
    assert_error(post(b"{}"), 404, "NOT_FOUND")


def test_receipts_are_forgotten_after_a_month(session):
    post(told(session, "meeting.started"))
    purge_notices(now=timezone.now() + timedelta(days=29))
    assert PartnerNotice.objects.exists()
    purge_notices(now=timezone.now() + timedelta(days=31))
    assert not PartnerNotice.objects.exists()
