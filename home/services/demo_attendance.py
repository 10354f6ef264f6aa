"""Attendance of the demo's batch at what has taken place."""

from datetime import datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from classroom.models import AttendanceStatus, BatchMember, CourseBatch, LiveSession
from classroom.queries.attendance import members_of_session
from classroom.services.attendance import Mark, mark_attendance, reckon_session
from classroom.services.presence import arrive, depart
from classroom.services.sessions import SessionPlan, schedule_session
from home.demo import attendance


def load_attendance(*, batch: CourseBatch, teacher, now: datetime) -> None:
    """Who was at the sessions that are over; plans some where there is none. Changes nothing where it was reckoned."""
    for number, session in enumerate(_past_sessions(batch, teacher, now)):
        if hasattr(session, "reckoning"):
            continue
        members = list(members_of_session(session).order_by("pk"))
        _come_and_go(session, members, number)
        reckon_session(session=session, now=now)
        if members:
            excused = Mark(user_id=members[-1].user_id, status=AttendanceStatus.EXCUSED, note=attendance.EXCUSE)
            mark_attendance(session=session, marks=[excused], by=teacher, now=now)


def _past_sessions(batch: CourseBatch, teacher, now: datetime) -> list[LiveSession]:
    over = LiveSession.objects.filter(batch=batch, cancelled_at=None, ends_at__lte=now).select_related("reckoning")
    return list(over) or [
        schedule_session(batch=batch, plan=plan, now=batch.begins_at) for plan in _plans(batch, teacher, now)
    ]


def _plans(batch: CourseBatch, teacher, now: datetime) -> list[SessionPlan]:
    """The week's sessions since the batch began, as far as they are over."""
    days = [batch.starts_on + timedelta(days=number) for number in range((now.date() - batch.starts_on).days + 1)]
    plans = [
        SessionPlan(
            title=title,
            starts_at=datetime.combine(day, time(hour), tzinfo=ZoneInfo(batch.timezone)),
            minutes=minutes,
            host=teacher,
        )
        for day in days
        for weekday, hour, minutes, title in attendance.SESSIONS
        if day.weekday() == weekday
    ]
    return [plan for plan in plans if plan.ends_at <= now]


def _come_and_go(session: LiveSession, members: list[BatchMember], number: int) -> None:
    """Each in a way of their own, and somebody whom nobody knows."""
    keys = count()
    for place, member in enumerate(members):
        for since, until in attendance.STRETCHES[(place * 2 + number) % len(attendance.STRETCHES)]:
            _stay(session, since, until, key=f"demo:{next(keys)}", user=member.user)
    _stay(session, 5, 80, key=f"demo:{next(keys)}", name=attendance.GUEST)


def _stay(session: LiveSession, since: int, until: int, **who) -> None:
    """In the room from percent to percent of the session."""
    hundredth = (session.ends_at - session.starts_at) / 100
    arrive(session=session, at=session.starts_at + since * hundredth, **who)
    depart(session=session, at=session.starts_at + until * hundredth, **who)
