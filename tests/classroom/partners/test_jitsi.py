"""Jitsi: rooms without a call, and addresses that are signed."""

import jwt
import pytest

from classroom.partners import offered_partners
from classroom.partners.base import BadNotice
from classroom.partners.jitsi import JitsiPartner
from tests.factories.partners import make_room_plan, make_visitor

SECRET = "a-secret-of-the-server-that-is-long-enough"


def test_room_is_the_same_for_a_session_and_no_other_and_cannot_be_guessed(settings):
    settings.JITSI_URL = "https://meet.school.example"
    plan, other = make_room_plan(), make_room_plan()
    room = JitsiPartner().create(plan)
    assert JitsiPartner().create(plan) == room
    assert JitsiPartner().create(other).external_id != room.external_id
    assert room.join_url == f"https://meet.school.example/{room.external_id}"
    assert len(room.external_id) == 44
    assert str(plan.uid) not in room.join_url
    settings.SECRET_KEY = "another"
    assert JitsiPartner().create(plan) != room


def test_without_keys_everybody_comes_by_the_same_address():
    room = JitsiPartner().create(make_room_plan())
    assert JitsiPartner().address(room, make_visitor()) == room.join_url
    assert offered_partners() == ["jitsi"]


@pytest.mark.parametrize(("is_host", "affiliation"), [(True, "owner"), (False, "member")])
def test_with_keys_the_address_is_signed_for_one_person_and_room(settings, is_host, affiliation):
    settings.JITSI_APP_ID, settings.JITSI_APP_SECRET = "lms", SECRET
    room = JitsiPartner().create(make_room_plan())
    address = JitsiPartner().address(room, make_visitor(is_host=is_host))
    plain, _mark, token = address.partition("?jwt=")
    assert plain == room.join_url
    checks = {"audience": "lms", "issuer": "lms", "options": {"verify_exp": False}}
    claims = jwt.decode(token, SECRET, algorithms=["HS256"], **checks)
    assert (claims["room"], claims["sub"]) == (room.external_id, "meet.jit.si")
    assert claims["exp"] == make_visitor().until.timestamp()
    user = claims["context"]["user"]
    assert (user["name"], user["moderator"], user["affiliation"]) == ("Dewi", is_host, affiliation)
    assert "email" not in user


def test_nothing_is_taken_in_from_jitsi():
    with pytest.raises(BadNotice):
        JitsiPartner().parse(b"{}", {})
