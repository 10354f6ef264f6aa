"""What a date in a calendar is, and which ones are asked for."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from enum import StrEnum
from uuid import UUID

from accounts.models import User
from classroom.models import CourseBatch

# How many colours tell batches apart in the style sheet.
COLOURS = 6


class Kind(StrEnum):
    SESSION = "session"
    BATCH_BEGINS = "batch_begins"
    BATCH_ENDS = "batch_ends"
    MODULE_OPENS = "module_opens"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One date, from `starts_at` until `ends_at`; where `day` is told, the whole of it by the clocks of `zone`.

    Both are the same where something happens at one moment.

    `zone` is that of the batch, `url` the path of its page. `uid` names the entry for good, `revision` counts its
    changes, the last of which was at `changed_at`.
    """

    kind: Kind
    uid: UUID
    revision: int
    changed_at: datetime
    title: str
    url: str
    batch_id: int
    batch_name: str
    zone: str
    starts_at: datetime
    ends_at: datetime
    day: date | None = None
    about: str = ""
    cancelled_at: datetime | None = None
    session_id: int | None = None

    @property
    def colour(self) -> int:
        """From 1 to COLOURS, always the same for a batch."""
        return self.batch_id % COLOURS + 1

    def begins_at(self, zone: tzinfo) -> datetime:
        """Its first moment by the clocks of `zone`; whole days keep their date wherever they are looked at."""
        if self.day is not None:
            return datetime.combine(self.day, time.min, tzinfo=zone)
        return self.starts_at.astimezone(zone)


@dataclass(frozen=True, slots=True)
class Asked:
    """For which person and batches dates are wanted that begin from `since` on and before `until`, both aware.

    Whole days count by the clocks of `since`.
    """

    user: User
    batches: dict[int, CourseBatch]
    since: datetime
    until: datetime

    @property
    def zone(self) -> tzinfo:
        return self.since.tzinfo or UTC

    def holds(self, entry: Entry) -> bool:
        return self.since <= entry.begins_at(self.zone) < self.until
