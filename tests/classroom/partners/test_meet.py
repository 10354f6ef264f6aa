"""Google Meet's calls against a server that answers as Google's calendar does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from classroom.partners import offered_partners
from classroom.partners.base import PartnerRefused, PartnerUnavailable, RoomGone
from classroom.partners.meet import MeetPartner
from tests.factories.partners import make_room_plan

EVENTS = "/calendar/v3/calendars/primary/events"


def test_event_is_made_moved_and_given_up(google):
    plan = make_room_plan()
    room = MeetPartner().create(plan)
    event = google.events[plan.uid.hex]
    assert (room.external_id, room.join_url) == (plan.uid.hex, f"https://meet.google.com/{plan.uid.hex[:10]}")
    assert event["start"] == {"dateTime": "2026-03-02T12:00:00+00:00", "timeZone": "Asia/Jakarta"}
    MeetPartner().change(room.external_id, replace(plan, starts_at=plan.starts_at + timedelta(minutes=15)))
    assert event["start"]["dateTime"] == "2026-03-02T12:15:00+00:00"
    for _twice in range(2):
        MeetPartner().delete(room.external_id)
    assert event["status"] == "cancelled"
    with pytest.raises(RoomGone):
        MeetPartner().change("unknown", plan)


def test_event_that_is_there_is_not_made_again_but_as_it_should_be(google):
    plan = make_room_plan()
    room = MeetPartner().create(plan)
    MeetPartner().delete(room.external_id)
    assert MeetPartner().create(replace(plan, title="Other")) == room
    assert [event["status"] for event in google.events.values()] == ["confirmed"]
    assert google.events[plan.uid.hex]["summary"] == "Other"


def test_conference_that_takes_a_moment_is_asked_for_again(google):
    google.is_slow_with_conferences = True
    plan = make_room_plan()
    with pytest.raises(PartnerUnavailable):
        MeetPartner().create(plan)
    google.is_slow_with_conferences = False
    assert MeetPartner().create(plan).join_url
    assert len(google.events) == 1


def test_token_is_kept_and_one_that_is_refused_got_anew(google):
    for _twice in range(2):
        MeetPartner().create(make_room_plan())
    google.tokens.clear()
    MeetPartner().create(make_room_plan())
    assert len([asked for asked in google.asked if asked.path == "/token"]) == 2


@pytest.mark.parametrize("kind", ["reset", "nonsense", "status"])
def test_partner_that_fails_is_unavailable(google, kind):
    google.faults.add(kind, "POST", EVENTS)
    with pytest.raises(PartnerUnavailable):
        MeetPartner().create(make_room_plan())


def test_partner_that_hangs_costs_no_more_than_its_time(google):
    google.faults.add("hang", "POST", EVENTS)
    with pytest.raises(PartnerUnavailable):
        MeetPartner(connect_seconds=0.3, total_seconds=0.5).create(make_room_plan())


def test_asked_too_often_is_not_refused(google):
    body = {"error": {"message": "Slow down", "errors": [{"reason": "rateLimitExceeded"}]}}
    google.faults.add("status", "POST", EVENTS, status=403, body=body)
    with pytest.raises(PartnerUnavailable) as refused:
        MeetPartner().create(make_room_plan())
    assert refused.value.failure == "busy"


NO_KEY = '{"token_uri": "x", "client_email": "y", "private_key_id": "z", "private_key": "no key"}'


@pytest.mark.parametrize("account", ["no json", "[]", "{}", NO_KEY])
def test_key_file_that_cannot_be_read_is_for_the_operator(google, settings, account):
    settings.GOOGLE_SERVICE_ACCOUNT = account
    with pytest.raises(PartnerRefused) as refused:
        MeetPartner().create(make_room_plan())
    assert refused.value.failure == "keys"


def test_person_who_does_not_let_us_is_for_the_operator(google, settings):
    settings.GOOGLE_CALENDAR_SUBJECT = "somebody@else.example"
    with pytest.raises(PartnerRefused) as refused:
        MeetPartner().create(make_room_plan())
    assert refused.value.failure == "keys"
    assert offered_partners() == ["jitsi", "meet"]
