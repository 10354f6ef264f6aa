"""What Zoom tells: signed within five minutes, or not taken in."""

import pytest

from classroom.partners.base import BadNotice, NoticeKind
from classroom.partners.zoom import ZoomPartner
from tests.partner_fakes.zoom import WEBHOOK_SECRET, notice, signature

PERSON = {"user_id": "16778240", "user_name": "Dewi", "registrant_id": "r1", "join_time": "2026-03-02T12:03:00Z"}
MEETING = {"id": "81234567890", "uuid": "4444AAAiAAAAAiAiAiiAii==", "participant": PERSON}


@pytest.fixture(autouse=True)
def secret(settings):
    settings.ZOOM_WEBHOOK_SECRET = WEBHOOK_SECRET


def parse(body: bytes, **signing):
    return ZoomPartner().parse(body, signature(body, **signing))


def test_somebody_who_came_is_read():
    told = parse(notice("meeting.participant_joined", {"object": MEETING}))
    assert (told.kind, told.external_id) == (NoticeKind.ARRIVED, "81234567890")
    assert (told.stay, told.place_id) == ("16778240", "r1")
    assert told.at.isoformat() == "2026-03-02T12:03:00+00:00"


def test_address_is_proved_by_our_answer():
    told = parse(notice("endpoint.url_validation", {"plainToken": "q9ibPhGeRZ6ayx5WTrXjRw"}))
    assert told.kind == NoticeKind.CHALLENGE
    assert told.answer["plainToken"] == "q9ibPhGeRZ6ayx5WTrXjRw"
    assert len(told.answer["encryptedToken"]) == 64


@pytest.mark.parametrize("signing", [{"age": 301}, {"age": -301}, {"secret": "other"}])
def test_notice_that_is_stale_or_forged_is_refused(signing):
    with pytest.raises(BadNotice):
        parse(notice("meeting.started", {"object": MEETING}), **signing)


@pytest.mark.parametrize("headers", [{}, {"x-zm-signature": "v0=é", "x-zm-request-timestamp": "²"}])
def test_notice_without_a_signature_is_refused(headers):
    with pytest.raises(BadNotice):
        ZoomPartner().parse(notice("meeting.started", {"object": MEETING}), headers)


def test_nothing_is_believed_without_a_secret(settings):
    settings.ZOOM_WEBHOOK_SECRET = ""
    with pytest.raises(BadNotice):
        parse(notice("meeting.started", {"object": MEETING}), secret="")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{}", b"[" * 5000, b'{"event": {}}', b'{"event": "meeting.started", "payload": []}',
        b'{"event": "meeting.started", "payload": {"object": {}}}',
        b'{"event": "meeting.started", "payload": {"object": {"id": "1", "start_time": "yesterday"}}}',
        b'{"event": "recording.completed", "payload": {"object": {"id": "1", "share_url": "javascript:alert(1)"}}}',
    ],
)  # fmt: skip
def test_signed_nonsense_is_refused(body):
    with pytest.raises(BadNotice):
        parse(body)


def test_events_that_we_do_not_know_are_nothing_to_act_upon():
    assert parse(b'{"event": "user.created", "payload": {}}').kind == NoticeKind.OTHER
