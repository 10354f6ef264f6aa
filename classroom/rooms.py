"""The rooms of a batch: pages that stand side by side, once for all who are in it and once for those who teach it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Room:
    """One tab: the name of its address, which takes the batch's number, and what it is called."""

    name: str
    label: str | Promise


# In the order of the tabs.
SHARED: tuple[Room, ...] = (
    Room("classroom:batch", _("Stream")),
    Room("classroom:classwork", _("Classwork")),
    Room("classroom:batch_calendar", _("Calendar")),
    Room("classroom:sessions", _("Live sessions")),
    Room("classroom:my_attendance", _("My attendance")),
    Room("classroom:people", _("People")),
)
TEACHING: tuple[Room, ...] = (
    Room("classroom:roster", _("Roster")),
    Room("classroom:teach_sessions", _("Live sessions")),
    Room("classroom:attendance", _("Attendance")),
    Room("classroom:openings", _("When modules open")),
    # The shop's page, which stands above the classroom and so is known here by its name alone.
    Room("commerce:batch_price", _("Price")),
    Room("classroom:batch_settings", _("Settings")),
)


def tabs_of(batch_id: int, rooms: tuple[Room, ...]) -> list[dict[str, object]]:
    """The tabs of a batch as templates show them."""
    return [{"name": room.name, "label": room.label, "url": reverse(room.name, args=[batch_id])} for room in rooms]
