"""Somebody's own attendance in a batch."""

from dataclasses import dataclass
from datetime import datetime

from classroom.attendance.share import Share
from classroom.models import Attendance, BatchMember, CourseBatch, LiveSession

from .attendance_sheet import sessions_held


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session that one could have been in; `attendance` is None where nobody has said anything yet."""

    session: LiveSession
    attendance: Attendance | None


@dataclass(frozen=True, slots=True)
class OwnAttendance:
    """The sessions since one is in the batch, the newest first, and how often one was there."""

    sessions: list[OwnSession]
    share: Share


def own_attendance(batch: CourseBatch, user, now: datetime) -> OwnAttendance | None:
    """None for somebody who does not learn in the batch. Three queries."""
    member = BatchMember.objects.filter(batch=batch, user=user, left_at=None).first()
    if member is None:
        return None
    known = {row.session_id: row for row in Attendance.objects.filter(member=member)}
    rows = [
        OwnSession(session, known.get(session.pk))
        for session in sessions_held(batch, now).reverse()
        if session.ends_at > member.joined_at or session.pk in known
    ]
    return OwnAttendance(rows, Share.of(row.attendance.status for row in rows if row.attendance))
