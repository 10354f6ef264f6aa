"""Zoom's calls against a server that answers as Zoom does, and fails in every way."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from classroom.partners import offered_partners
from classroom.partners.base import PartnerRefused, PartnerUnavailable, RoomGone
from classroom.partners.zoom import ZoomPartner
from tests.factories.partners import make_guests, make_room_plan, make_visitor

TOKEN, MEETINGS = "/oauth/token", "/v2/users/me/meetings"


def test_meeting_is_made_moved_and_given_up(zoom):
    partner, plan = ZoomPartner(), make_room_plan()
    room = partner.create(plan)
    made = zoom.meetings[room.external_id]
    assert room.join_url == made["join_url"]
    assert (made["start_time"], made["duration"], made["timezone"]) == ("2026-03-02T12:00:00Z", 60, "Asia/Jakarta")
    assert made["settings"]["waiting_room"]
    assert made["agenda"] == f"Bring a pen.\n\n{plan.uid}"
    partner.change(room.external_id, replace(plan, title="Second", ends_at=plan.ends_at + timedelta(minutes=30)))
    assert (made["topic"], made["duration"]) == ("Second", 90)
    for _twice in range(2):
        partner.delete(room.external_id)
    assert zoom.meetings == {}
    with pytest.raises(RoomGone):
        partner.change(room.external_id, plan)


def test_meeting_that_may_be_there_is_found_and_not_made_again(zoom):
    plan = make_room_plan(about="x" * 2000)
    room = ZoomPartner().create(plan)
    ZoomPartner().create(make_room_plan())
    assert ZoomPartner().create(replace(plan, may_exist=True)) == room
    assert len(zoom.meetings) == 2
    assert ZoomPartner().find(make_room_plan()) is None


def test_token_is_kept_and_one_that_is_refused_got_anew(zoom):
    for _twice in range(2):
        ZoomPartner().create(make_room_plan())
    assert len(zoom.calls("POST", TOKEN)) == 1
    zoom.tokens.clear()
    ZoomPartner().create(make_room_plan())
    assert len(zoom.calls("POST", TOKEN)) == 2


def test_token_is_not_used_in_its_last_minute(zoom):
    zoom.token_seconds = 59
    for _twice in range(2):
        ZoomPartner().create(make_room_plan())
    assert len(zoom.calls("POST", TOKEN)) == 2


def test_members_get_places_of_their_own_thirty_at_a_time(zoom):
    room = ZoomPartner().create(make_room_plan())
    places = ZoomPartner().register(room.external_id, make_guests(65))
    assert [place.user_id for place in places] == list(range(1, 66))
    assert len({place.join_url for place in places}) == 65
    assert len(zoom.calls("POST", "batch_registrants")) == 3
    assert ZoomPartner().register(room.external_id, make_guests(1)) == places[:1]
    ZoomPartner().withdraw(room.external_id, places[1:])
    assert list(zoom.meetings[room.external_id]["registrants"]) == [places[0].external_id]


def test_address_of_the_host_is_fresh(zoom):
    room = ZoomPartner().create(make_room_plan())
    addresses = {ZoomPartner().host_address(room, make_visitor(is_host=True)) for _twice in range(2)}
    assert len(addresses) == 2
    assert all(address.startswith("https://us02web.zoom.us/s/") for address in addresses)


@pytest.mark.parametrize("kind", ["reset", "nonsense", "status"])
def test_partner_that_fails_is_unavailable(zoom, kind):
    zoom.faults.add(kind, "POST", MEETINGS)
    with pytest.raises(PartnerUnavailable):
        ZoomPartner().create(make_room_plan())
    assert ZoomPartner().create(make_room_plan())


@pytest.mark.parametrize(
    "body",
    [{}, {"id": 5}, {"id": True, "join_url": "https://zoom.us/j/5"}, {"id": 5, "join_url": "javascript:x"}, []],
)
def test_answer_without_sense_is_none(zoom, body):
    zoom.faults.add("nonsense", "POST", MEETINGS, body=body)
    with pytest.raises(PartnerUnavailable):
        ZoomPartner().create(make_room_plan())


@pytest.mark.parametrize("path", [TOKEN, MEETINGS])
def test_partner_that_hangs_costs_no_more_than_its_time(zoom, path):
    zoom.faults.add("hang", "POST", path)
    begun = time.monotonic()
    with pytest.raises(PartnerUnavailable):
        ZoomPartner(connect_seconds=0.3, total_seconds=0.5).create(make_room_plan())
    assert time.monotonic() - begun < 5


def test_slow_partner_is_waited_for(zoom):
    zoom.faults.add("slow", "POST", MEETINGS, seconds=0.2)
    assert ZoomPartner().create(make_room_plan()).external_id in zoom.meetings


@pytest.mark.parametrize(("said", "wait"), [("120", 120), ("nonsense", 0), ("", 0), ("9" * 8, 6 * 3600)])
def test_partner_that_asks_to_wait_is_believed_within_reason(zoom, said, wait):
    zoom.faults.add("status", "POST", MEETINGS, status=429, headers={"Retry-After": said})
    with pytest.raises(PartnerUnavailable) as refused:
        ZoomPartner().create(make_room_plan())
    assert (refused.value.failure, refused.value.wait) == ("busy", wait)


def test_keys_that_are_wrong_are_told_apart_from_refusals(zoom, settings):
    zoom.faults.add("status", "POST", MEETINGS, status=400, body={"code": 300, "message": "Only for paid users."})
    with pytest.raises(PartnerRefused) as refused:
        ZoomPartner().create(make_room_plan())
    assert (refused.value.failure, refused.value.said) == ("refused", "Only for paid users.")
    zoom.faults.add("status", "POST", MEETINGS, status=400, body={"code": 4711, "message": "No scopes"})
    with pytest.raises(PartnerRefused) as refused:
        ZoomPartner().create(make_room_plan())
    assert refused.value.failure == "keys"
    settings.ZOOM_CLIENT_SECRET = "wrong"
    with pytest.raises(PartnerRefused) as refused:
        ZoomPartner().create(make_room_plan())
    assert refused.value.failure == "keys"


def test_zoom_is_offered_with_its_keys_alone(zoom, settings):
    assert offered_partners() == ["jitsi", "zoom"]
    settings.ZOOM_CLIENT_SECRET = ""
    assert offered_partners() == ["jitsi"]
