"""Planning live sessions, moving and cancelling them. What the partner does with it follows by events."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from classroom.errors import SessionCancelled, SessionInvalid
from classroom.events import SessionCancelled as SessionWasCancelled
from classroom.events import SessionChanged, SessionScheduled
from classroom.models import BatchTeacher, CourseBatch, LiveSession, Partner, RoomState
from lms_site.events import publish

from .locking import lock_open_batch

SHORTEST, LONGEST = 5, 12 * 60
# So long before a session its room is made.
ROOM_AHEAD = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class SessionPlan:
    """What a teacher decides about a session; `starts_at` is aware, `host` one of the batch's teachers or None."""

    title: str
    starts_at: datetime
    minutes: int
    host: User | None = None
    about: str = ""
    partner: str = Partner.JITSI

    @property
    def ends_at(self) -> datetime:
        # In UTC: a zone's own clock would count an hour that is skipped.
        return self.starts_at.astimezone(UTC) + timedelta(minutes=self.minutes)


@transaction.atomic
def schedule_session(*, batch: CourseBatch, plan: SessionPlan, now: datetime | None = None) -> LiveSession:
    """Plan a session; its room is made by the partner afterwards. Raises SessionInvalid, BatchArchived."""
    batch = lock_open_batch(batch.pk)
    _check(batch, plan)
    now = now or timezone.now()
    due = room_due(plan.starts_at, now)
    session = LiveSession.objects.create(batch=batch, changed_at=now, room_due_at=due, **_fields(plan))
    publish(SessionScheduled(session_id=session.pk))
    return session


@transaction.atomic
def change_session(*, session: LiveSession, plan: SessionPlan, now: datetime | None = None) -> LiveSession:
    """Plan it anew; where nothing differs nothing happens. One of a weekly time does not follow that any more.

    The room has to follow, and is made anew with another partner. Raises SessionInvalid, SessionCancelled,
    BatchArchived.
    """
    session = _lock(session)
    _check(session.batch, plan)
    fields = _fields(plan)
    if all(getattr(session, name) == value for name, value in fields.items()):
        return session
    session.by_hand = session.slot_day is not None
    alter(session, fields, now or timezone.now())
    session.save()
    publish(SessionChanged(session_id=session.pk))
    return session


@transaction.atomic
def cancel_session(*, session: LiveSession, now: datetime | None = None) -> LiveSession:
    """It will not take place; calendars are told. Twice is doing it once. Raises BatchArchived."""
    lock_open_batch(session.batch_id)
    session = LiveSession.objects.select_for_update(of=("self",)).select_related("batch").get(pk=session.pk)
    if session.cancelled_at is None:
        session.by_hand = session.slot_day is not None
        call_off(session, now or timezone.now())
        session.save()
        publish(SessionWasCancelled(session_id=session.pk))
    return session


def _lock(session: LiveSession) -> LiveSession:
    """The session, locked after its batch."""
    batch = lock_open_batch(session.batch_id)
    session = LiveSession.objects.select_for_update().get(pk=session.pk)
    if session.cancelled_at is not None:
        raise SessionCancelled
    session.batch = batch
    return session


@transaction.atomic
def add_recording(*, session: LiveSession, url: str) -> LiveSession:
    """Where it can be watched again; "" takes the link away. Raises BatchArchived."""
    lock_open_batch(session.batch_id)
    session.recording_url = url
    session.save(update_fields=["recording_url"])
    return session


def alter(session: LiveSession, fields: dict[str, object], now: datetime) -> None:
    """Give the session other values, unsaved; its room has to follow, and calendars learn of it."""
    earlier = session.starts_at
    for name, value in fields.items():
        setattr(session, name, value)
    session.state, session.failure, session.partner_said = RoomState.PENDING, "", ""
    _touch(session, now)
    if session.starts_at != earlier:
        session.moved_from, session.moved_revision = earlier, session.revision


def call_off(session: LiveSession, now: datetime) -> None:
    """Cancel the session, unsaved; its room is given up."""
    session.cancelled_at = now
    _touch(session, now)


def room_due(starts_at: datetime, now: datetime) -> datetime:
    """From when on the room is made: partners count how many are asked for in a day."""
    return max(now, starts_at - ROOM_AHEAD)


def _touch(session: LiveSession, now: datetime) -> None:
    session.revision += 1
    session.changed_at = now
    session.room_due_at = now if session.external_id or session.cancelled_at else room_due(session.starts_at, now)


def _check(batch: CourseBatch, plan: SessionPlan) -> None:
    if not plan.title.strip():
        raise SessionInvalid("SESSION_TITLE")
    if not SHORTEST <= plan.minutes <= LONGEST:
        raise SessionInvalid("SESSION_LENGTH")
    if plan.partner not in Partner.values:
        raise SessionInvalid("SESSION_PARTNER")
    if plan.starts_at < batch.begins_at or plan.ends_at > batch.over_at:
        raise SessionInvalid
    if plan.host is not None and not BatchTeacher.objects.filter(batch=batch, user=plan.host).exists():
        raise SessionInvalid("SESSION_HOST")


def _fields(plan: SessionPlan) -> dict[str, object]:
    return {
        "title": " ".join(plan.title.split())[:120],
        "about": plan.about.strip()[:2000],
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "host": plan.host,
        "partner": plan.partner,
    }
