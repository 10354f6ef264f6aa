"""Meetings at Zoom, in Zoom's words."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from django.conf import settings

from classroom.partners.base import (
    CONNECT_SECONDS,
    TOTAL_SECONDS,
    Guest,
    MeetingPartner,
    Notice,
    Place,
    Room,
    RoomGone,
    RoomPlan,
    Visitor,
)
from classroom.partners.line import Line
from classroom.partners.reading import address, objects, required, sense_expected, text

from .calls import ZoomCalls
from .notices import read_notice

SCHEDULED, APPROVES_BY_ITSELF = 2, 0
PER_PAGE, MOST_PAGES = 300, 20
# Zoom registers so many at once, and shows so much of an agenda in its lists.
AT_ONCE, SHOWN_AGENDA = 30, 250


class ZoomPartner(MeetingPartner):
    """A meeting each session, of the user whose app it is; members are registered, so that all have a place."""

    name = "zoom"
    gives_places = True

    def __init__(self, *, connect_seconds: float = CONNECT_SECONDS, total_seconds: float = TOTAL_SECONDS) -> None:
        # Without the secret of its notices we hear of nobody: then our door is the attendance.
        self.tells_presence = bool(settings.ZOOM_WEBHOOK_SECRET)
        self._line = Line(connect_seconds=connect_seconds, total_seconds=total_seconds)
        self._calls = ZoomCalls(self._line)

    def create(self, plan: RoomPlan) -> Room:
        """The meeting whose agenda ends with the session's name, made where there is none."""
        known = self.find(plan) if plan.may_exist else None
        if known is not None:
            return known
        self._line.begin()
        return _room(self._calls.ask("POST", "/users/me/meetings", json=_meeting(plan)).data)

    def change(self, external_id: str, plan: RoomPlan) -> None:
        """Zoom moves the meeting; places stay good."""
        self._line.begin()
        self._calls.ask("PATCH", f"/meetings/{external_id}", json=_meeting(plan))

    def delete(self, external_id: str) -> None:
        """One that Zoom does not know is gone."""
        self._line.begin()
        try:
            self._calls.ask("DELETE", f"/meetings/{external_id}")
        except RoomGone:
            return

    def register(self, external_id: str, guests: Sequence[Guest]) -> list[Place]:
        """Places, found again by address; thirty at a time, each with its own few seconds."""
        places = []
        for start in range(0, len(guests), AT_ONCE):
            self._line.begin()
            places += self._register(external_id, guests[start : start + AT_ONCE])
        return places

    def withdraw(self, external_id: str, places: Sequence[Place]) -> None:
        """Zoom lets them in no more."""
        self._line.begin()
        registrants = [{"id": place.external_id} for place in places]
        body = {"action": "cancel", "registrants": registrants}
        try:
            self._calls.ask("PUT", f"/meetings/{external_id}/registrants/status", json=body)
        except RoomGone:
            return

    def host_address(self, room: Room, visitor: Visitor) -> str:
        """Fresh from Zoom, as it ends after two hours."""
        self._line.begin()
        with sense_expected():
            return address(self._calls.ask("GET", f"/meetings/{room.external_id}").data, "start_url", 2000)

    def parse(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """An event, signed by Zoom within the last five minutes."""
        return read_notice(body, headers, settings.ZOOM_WEBHOOK_SECRET)

    def find(self, plan: RoomPlan) -> Room | None:
        """The meeting of this session among those that are planned."""
        self._line.begin()
        token = ""
        for _page in range(MOST_PAGES):
            asked = {"type": "scheduled", "page_size": PER_PAGE, **({"next_page_token": token} if token else {})}
            data = self._calls.ask("GET", "/users/me/meetings", params=asked).data
            with sense_expected():
                known = next((row for row in objects(data, "meetings") if _is_of(row, plan)), None)
                token = text(data, "next_page_token")
            if known is not None or not token:
                return _room(known) if known is not None else None
        return None

    def _register(self, external_id: str, guests: Sequence[Guest]) -> list[Place]:
        people = [{"email": guest.email, **_names(guest.name)} for guest in guests]
        body = {"auto_approve": True, "registrants_confirmation_email": False, "registrants": people}
        data = self._calls.ask("POST", f"/meetings/{external_id}/batch_registrants", json=body).data
        numbers = {guest.email.lower(): guest.user_id for guest in guests}
        with sense_expected():
            rows = [(text(row, "email", 320).lower(), row) for row in objects(data, "registrants")]
            return [_place(numbers[email], row) for email, row in rows if email in numbers]


def _meeting(plan: RoomPlan) -> dict[str, Any]:
    """The session as Zoom wants it; the agenda ends with its name, by which it is found again."""
    return {
        "topic": plan.title[:200],
        "type": SCHEDULED,
        "start_time": plan.starts_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "duration": plan.minutes,
        "timezone": plan.timezone,
        "agenda": f"{plan.about[: SHOWN_AGENDA - 40]}\n\n{plan.uid}".strip(),
        "settings": {
            "approval_type": APPROVES_BY_ITSELF,
            "waiting_room": True,
            "join_before_host": False,
            "mute_upon_entry": True,
            "registrants_confirmation_email": False,
            "registrants_email_notification": False,
        },
    }


def _is_of(meeting: Mapping[str, Any], plan: RoomPlan) -> bool:
    return text(meeting, "agenda", 5000).endswith(str(plan.uid))


def _room(meeting: Mapping[str, Any]) -> Room:
    with sense_expected():
        return Room(external_id=required(meeting, "id"), join_url=address(meeting, "join_url"))


def _place(user_id: int, row: Mapping[str, Any]) -> Place:
    return Place(user_id=user_id, external_id=required(row, "registrant_id"), join_url=address(row, "join_url"))


def _names(name: str) -> dict[str, str]:
    """Zoom wants two names; whoever has one has only the first."""
    first, _space, last = name.strip().partition(" ")
    return {"first_name": first[:64] or "-", "last_name": last[:64] or "-"}
