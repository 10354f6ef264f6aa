"""Who was in a session: reckoned from the times that people spent in its room, or said by those who teach."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from classroom.attendance.reckoning import Stretch, Verdict, judge
from classroom.errors import AttendanceRefused, SessionCancelled
from classroom.models import Attendance, AttendanceStatus, LiveSession, Presence, Reckoning
from classroom.queries.attendance import heard_of, members_of_session, sessions_to_reckon

from .locking import lock_open_batch

# So long after its end a session is reckoned: partners tell a little late who has left.
GRACE = timedelta(minutes=5)
SESSIONS_A_RUN = 200


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What a teacher says of one person in one session; the person can read `note`."""

    user_id: int
    status: str
    note: str = ""


def reckon_due_sessions(*, now: datetime | None = None) -> int:
    """Reckon the sessions that have ended, again where late notices came within a day; returns how many.

    Those of the last two weeks follow when their batch gets another share that counts.
    """
    now = now or timezone.now()
    due = sessions_to_reckon(ended_by=now - GRACE)
    sessions = list(due[:SESSIONS_A_RUN])
    for session in sessions:
        reckon_session(session=session, now=now)
    return len(sessions)


@transaction.atomic
def reckon_session(*, session: LiveSession, now: datetime | None = None) -> None:
    """Write down who was there, from the session's presences; twice is doing it once.

    What a teacher has said stays. Of a session of whose room nothing was heard, or which has not ended, nothing is
    said. Whoever was not in the batch while it took place has no row.
    """
    now = now or timezone.now()
    session = _locked(session.pk)
    if session.cancelled_at is None and session.ends_at <= now:
        _reckon(session, now)


@transaction.atomic
def mark_attendance(*, session: LiveSession, marks: Iterable[Mark], by, now: datetime | None = None) -> None:
    """Say by hand who was there; this holds against what is reckoned. The last mark of a person counts.

    Before a session begins people can only be excused. Raises AttendanceRefused, SessionCancelled, BatchArchived.
    """
    now = now or timezone.now()
    wanted = {mark.user_id: mark for mark in marks}
    session = _lock_open(session)
    _check(session, wanted.values(), now)
    members = {member.user_id: member for member in members_of_session(session).filter(user_id__in=wanted)}
    if wanted.keys() - members.keys():
        raise AttendanceRefused
    rows = [
        Attendance(
            session=session,
            member=members[mark.user_id],
            status=mark.status,
            note=" ".join(mark.note.split())[:200],
            marked_by=by,
            marked_at=now,
        )
        for mark in wanted.values()
    ]
    _write(rows, ["status", "note", "marked_by", "marked_at"])


@transaction.atomic
def mark_others_present(*, session: LiveSession, by, now: datetime | None = None) -> int:
    """Say that everybody was there of whom nothing was said by hand yet; returns how many.

    Raises AttendanceRefused, SessionCancelled, BatchArchived.
    """
    session = _lock_open(session)
    said = Attendance.objects.filter(session=session).exclude(marked_at=None).values("member")
    others = members_of_session(session).exclude(pk__in=said).values_list("user_id", flat=True)
    marks = [Mark(user_id=pk, status=AttendanceStatus.PRESENT) for pk in others]
    mark_attendance(session=session, marks=marks, by=by, now=now)
    return len(marks)


@transaction.atomic
def unmark(*, session: LiveSession, user_ids: Iterable[int] | None = None, now: datetime | None = None) -> None:
    """Take back what was said by hand, of everybody or of some: what is reckoned holds again. Twice is once.

    Raises SessionCancelled, BatchArchived.
    """
    session = _lock_open(session)
    said = Attendance.objects.filter(session=session).exclude(marked_at=None)
    if user_ids is not None:
        said = said.filter(member__user__in=list(user_ids))
    said.delete()
    _reckon_if_over(session, now or timezone.now())


@transaction.atomic
def match_presence(*, presence: Presence, user, by, now: datetime | None = None) -> None:
    """Say who it was that the partner did not know; with `user` None, that it was not the one whom `by` had named.

    All stretches of the session under the same name follow. Nothing happens where the partner itself has told.
    Raises AttendanceRefused for somebody who was not in the batch then, SessionCancelled, BatchArchived.
    """
    session = _lock_open(presence.session)
    if user is not None and not members_of_session(session).filter(user=user).exists():
        raise AttendanceRefused
    alike = Presence.objects.filter(session=session, name=presence.name) if presence.name else Presence.objects.none()
    stretches = alike | Presence.objects.filter(pk=presence.pk)
    if user is None:
        stretches.exclude(matched_by=None).update(user=None, matched_by=None)
    else:
        stretches.filter(user=None).update(user=user, matched_by=by)
    _reckon_if_over(session, now or timezone.now())


def _lock_open(session: LiveSession) -> LiveSession:
    """The session, locked after its batch. Raises BatchArchived, SessionCancelled."""
    lock_open_batch(session.batch_id)
    session = _locked(session.pk)
    if session.cancelled_at is not None:
        raise SessionCancelled
    return session


def _locked(session_id: int) -> LiveSession:
    return LiveSession.objects.select_for_update(of=("self",)).select_related("batch").get(pk=session_id)


def _check(session: LiveSession, marks: Iterable[Mark], now: datetime) -> None:
    for mark in marks:
        if mark.status not in AttendanceStatus.values:
            raise AttendanceRefused("ATTENDANCE_STATUS")
        if session.starts_at > now and mark.status != AttendanceStatus.EXCUSED:
            raise AttendanceRefused("ATTENDANCE_EARLY")


def _reckon_if_over(session: LiveSession, now: datetime) -> None:
    if session.ends_at <= now:
        _reckon(session, now)


def _reckon(session: LiveSession, now: datetime) -> None:
    """The work of `reckon_session`, for a locked session: a few statements, however many people there are."""
    heard = heard_of(session)
    known = {row.member_id: row for row in Attendance.objects.filter(session=session)}
    verdicts = _verdicts(session) if heard else {}
    rows = []
    for member_id, verdict in verdicts.items():
        row = known.pop(member_id, None) or Attendance(session=session, member_id=member_id)
        before = (row.status, row.minutes)
        row.status = row.status if row.marked_at else verdict.status
        row.minutes = verdict.minutes
        if before != (row.status, row.minutes):
            rows.append(row)
    _write(rows, ["status", "minutes"])
    unfounded = [row.pk for row in known.values() if row.marked_at is None and not heard]
    Attendance.objects.filter(pk__in=unfounded).delete()
    percent = session.batch.attendance_percent
    facts = {"heard": heard, "revision": session.revision, "percent": percent, "reckoned_at": now}
    Reckoning.objects.update_or_create(session=session, defaults=facts)


def _verdicts(session: LiveSession) -> dict[int, Verdict]:
    """What the presences say of each member, by the member's id. Two queries."""
    stretches: defaultdict[int, list[Stretch]] = defaultdict(list)
    known = Presence.objects.filter(session=session).exclude(user=None)
    for user_id, arrived_at, left_at in known.values_list("user_id", "arrived_at", "left_at"):
        stretches[user_id].append((arrived_at, left_at))
    judged = partial(
        judge, starts_at=session.starts_at, ends_at=session.ends_at, percent=session.batch.attendance_percent
    )
    members = members_of_session(session).values_list("pk", "user_id")
    return {member_id: judged(stretches.get(user_id, [])) for member_id, user_id in members}


def _write(rows: list[Attendance], fields: list[str]) -> None:
    """One statement; rows of the same session and member are changed in `fields`."""
    for row in rows:
        row.pk = None
    Attendance.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["session", "member"], update_fields=fields
    )
