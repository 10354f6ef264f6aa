"""Events with a conference, in Google's words."""

from collections.abc import Mapping
from typing import Any

from classroom.partners.base import (
    CONNECT_SECONDS,
    TOTAL_SECONDS,
    MeetingPartner,
    PartnerUnavailable,
    Room,
    RoomGone,
    RoomPlan,
)
from classroom.partners.line import Line
from classroom.partners.reading import Unreadable, address, required

from .calls import CalendarCalls

# Nobody gets a mail from Google; and it makes conferences only for those who say that they know of them.
QUIETLY = {"conferenceDataVersion": 1, "sendUpdates": "none"}


class MeetPartner(MeetingPartner):
    """An event each session, named by us: a second one of that name cannot be made."""

    name = "meet"

    def __init__(self, *, connect_seconds: float = CONNECT_SECONDS, total_seconds: float = TOTAL_SECONDS) -> None:
        self._line = Line(connect_seconds=connect_seconds, total_seconds=total_seconds)
        self._calls = CalendarCalls(self._line)

    def create(self, plan: RoomPlan) -> Room:
        """The event of this session, also one that was made or given up before."""
        self._line.begin()
        request = {"requestId": plan.uid.hex, "conferenceSolutionKey": {"type": "hangoutsMeet"}}
        body = {**_event(plan), "conferenceData": {"createRequest": request}}
        answer = self._calls.ask("POST", "/events", params=QUIETLY, json={**body, "id": plan.uid.hex})
        if answer.status == 409:
            again = {**body, "status": "confirmed"}
            answer = self._calls.ask("PATCH", f"/events/{plan.uid.hex}", params=QUIETLY, json=again)
        return _room(answer.data)

    def find(self, plan: RoomPlan) -> Room | None:
        """What was made of this session, if anything: its name is ours, whether it is there or not."""
        return Room(external_id=plan.uid.hex, join_url="")

    def change(self, external_id: str, plan: RoomPlan) -> None:
        """Google moves the event; its conference stays."""
        self._line.begin()
        self._calls.ask("PATCH", f"/events/{external_id}", params=QUIETLY, json=_event(plan))

    def delete(self, external_id: str) -> None:
        """One that Google does not know is gone."""
        self._line.begin()
        try:
            self._calls.ask("DELETE", f"/events/{external_id}", params={"sendUpdates": "none"})
        except RoomGone:
            return


def _event(plan: RoomPlan) -> dict[str, Any]:
    return {
        "summary": plan.title,
        "description": plan.about,
        "start": {"dateTime": plan.starts_at.isoformat(), "timeZone": plan.timezone},
        "end": {"dateTime": plan.ends_at.isoformat(), "timeZone": plan.timezone},
        "guestsCanInviteOthers": False,
        "guestsCanSeeOtherGuests": False,
    }


def _room(event: Mapping[str, Any]) -> Room:
    """Its conference may take Google a moment longer than the event: then it is asked again."""
    try:
        return Room(external_id=required(event, "id"), join_url=address(event, "hangoutLink"))
    except Unreadable as error:
        raise PartnerUnavailable("no conference yet") from error
