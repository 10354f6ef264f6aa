"""From the times that somebody spent in a room to whether they were there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from classroom.models import AttendanceStatus

# Whoever comes later than this after the beginning is late.
LATE_AFTER = timedelta(minutes=10)

# From when to when; None is "still there".
Stretch = tuple[datetime, datetime | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, and the whole minutes for which it stands."""

    status: str
    minutes: int


def judge(stretches: Iterable[Stretch], *, starts_at: datetime, ends_at: datetime, percent: int) -> Verdict:
    """What somebody's stretches of time make of a session from `starts_at` to `ends_at`.

    Time counts once however often it is told, and only within the session; who is still there stays to its end.
    Less than `percent` of its length is absent.
    """
    inside = clip(stretches, starts_at, ends_at)
    spent = length(inside)
    minutes = int(spent.total_seconds() // 60)
    if not inside or spent * 100 < (ends_at - starts_at) * percent:
        return Verdict(AttendanceStatus.ABSENT, minutes)
    is_late = min(start for start, _end in inside) > starts_at + LATE_AFTER
    return Verdict(AttendanceStatus.LATE if is_late else AttendanceStatus.PRESENT, minutes)


def clip(stretches: Iterable[Stretch], starts_at: datetime, ends_at: datetime) -> list[tuple[datetime, datetime]]:
    """The parts that lie within the session, the earliest first."""
    parts = ((max(start, starts_at), min(end or ends_at, ends_at)) for start, end in stretches)
    return sorted((start, end) for start, end in parts if start < end)


def length(parts: Iterable[tuple[datetime, datetime]]) -> timedelta:
    """How long they are together, what overlaps counted once; they come in the order of their beginnings."""
    total, until = timedelta(0), None
    for start, end in parts:
        begins = start if until is None else max(start, until)
        total += max(end - begins, timedelta(0))
        until = end if until is None else max(until, end)
    return total
