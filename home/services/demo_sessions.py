"""Live sessions of the demo's batch."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from classroom.models import CourseBatch, LiveSession
from classroom.services.session_rooms import settle_room
from classroom.services.sessions import SessionPlan, add_recording, schedule_session
from classroom.services.slots import SlotPlan
from classroom.services.weekly_sessions import meet_weekly
from home.demo import sessions


@transaction.atomic
def load_sessions(*, batch: CourseBatch, teacher: User, now: datetime) -> None:
    """Those of the weekly times since the batch began, the past ones with recordings, and one that is on; once.

    Their rooms are at Jitsi, which is not asked for anything.
    """
    if LiveSession.objects.filter(batch=batch).exists():
        return
    slots = [
        SlotPlan(weekday=weekday, begins=begins, minutes=minutes, title=title, host=teacher)
        for weekday, begins, minutes, title in sessions.WEEK
    ]
    meet_weekly(batch=batch, slots=slots, now=batch.begins_at)
    plan = SessionPlan(
        title=sessions.NOW_TITLE,
        about=sessions.NOW_ABOUT,
        starts_at=now - timedelta(minutes=sessions.BEGAN_MINUTES_AGO),
        minutes=sessions.NOW_MINUTES,
        host=teacher,
    )
    schedule_session(batch=batch, plan=plan, now=now)
    for number, session in enumerate(batch.sessions.order_by("starts_at"), start=1):
        settle_room(session_id=session.pk, now=now if session.ends_at > now else session.starts_at)
        if session.ends_at < now:
            session.refresh_from_db()
            add_recording(session=session, url=sessions.RECORDING.format(number=number))
