"""What Zoom's events say, once their signature is checked."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from classroom.partners.base import BadNotice, Notice, NoticeKind
from classroom.partners.reading import Unreadable, address, mapping, moment, required, text

TOLERANCE_SECONDS = 300
LONGEST_NAME = 60

KINDS = {
    "endpoint.url_validation": NoticeKind.CHALLENGE,
    "meeting.started": NoticeKind.BEGUN,
    "meeting.ended": NoticeKind.ENDED,
    "meeting.participant_joined": NoticeKind.ARRIVED,
    "meeting.participant_left": NoticeKind.LEFT,
    "recording.completed": NoticeKind.RECORDED,
}
# Where each kind keeps its moment.
MOMENTS = {
    NoticeKind.BEGUN: "start_time",
    NoticeKind.ENDED: "end_time",
    NoticeKind.ARRIVED: "join_time",
    NoticeKind.LEFT: "leave_time",
}


def read_notice(body: bytes, headers: Mapping[str, str], secret: str) -> Notice:
    """The notice in `body`; raises BadNotice when its signature is missing, wrong or older than five minutes."""
    found = {name.lower(): value for name, value in headers.items()}
    check_signature(body, found.get("x-zm-request-timestamp", ""), found.get("x-zm-signature", ""), secret)
    try:
        return _notice_of(mapping(json.loads(body)), hashlib.sha256(body).hexdigest(), secret)
    except (Unreadable, ValueError, RecursionError, OverflowError, OSError) as error:
        raise BadNotice(type(error).__name__) from error


def check_signature(body: bytes, timestamp: str, signature: str, secret: str) -> None:
    """Zoom's `v0` signature of timestamp and body; raises BadNotice."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 13 and secret):
        raise BadNotice("no timestamp")
    if abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        raise BadNotice("too old")
    expected = f"v0={signed(f'v0:{timestamp}:'.encode() + body, secret)}"
    if not hmac.compare_digest(expected.encode(), signature.encode(errors="replace")):
        raise BadNotice("wrong signature")


def signed(message: bytes, secret: str) -> str:
    """HMAC-SHA256 as hexadecimal digits."""
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def _notice_of(event: Mapping[str, Any], digest: str, secret: str) -> Notice:
    name = required(event, "event")
    kind = KINDS.get(name, NoticeKind.OTHER)
    payload = mapping(event.get("payload"))
    if kind == NoticeKind.CHALLENGE:
        plain = required(payload, "plainToken")
        answer = {"plainToken": plain, "encryptedToken": signed(plain.encode(), secret)}
        return Notice(kind=kind, name=name, digest=digest, answer=answer)
    if kind == NoticeKind.OTHER:
        return Notice(kind=kind, name=name[:LONGEST_NAME], digest=digest)
    meeting = mapping(payload.get("object"))
    return Notice(
        kind=kind,
        name=name,
        digest=digest,
        external_id=required(meeting, "id"),
        at=_moment_of(kind, meeting) or _sent_at(event),
        meeting=text(meeting, "uuid"),
        **_facts(kind, meeting),
    )


def _facts(kind: NoticeKind, meeting: Mapping[str, Any]) -> dict[str, Any]:
    if kind == NoticeKind.RECORDED:
        return {"recording_url": address(meeting, "share_url")}
    if kind not in (NoticeKind.ARRIVED, NoticeKind.LEFT):
        return {}
    person = mapping(meeting.get("participant"))
    return {
        # New each time somebody comes in, and the same when they go.
        "stay": text(person, "user_id") or required(person, "participant_uuid"),
        "place_id": text(person, "registrant_id"),
        "person": text(person, "user_name"),
        "email": text(person, "email", 320),
    }


def _moment_of(kind: NoticeKind, meeting: Mapping[str, Any]) -> datetime | None:
    holder = mapping(meeting.get("participant")) if kind in (NoticeKind.ARRIVED, NoticeKind.LEFT) else meeting
    return moment(holder, MOMENTS[kind]) if kind in MOMENTS else None


def _sent_at(event: Mapping[str, Any]) -> datetime:
    """Zoom counts in milliseconds."""
    value = event.get("event_ts")
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unreadable("event_ts")
    return datetime.fromtimestamp(value / 1000, UTC)
