"""Planning live sessions, moving and cancelling them. What the partner does with it follows by events."""

from dataclasses import dataclass
from datetime import datetime, timedelta

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
        return self.starts_at + timedelta(minutes=self.minutes)


@transaction.atomic
def schedule_session(*, batch: CourseBatch, plan: SessionPlan, now: datetime | None = None) -> LiveSession:
    """Plan a session; its room is made by the partner afterwards. Raises SessionInvalid, BatchArchived."""
    batch = lock_open_batch(batch.pk)
    _check(batch, plan)
    session = LiveSession.objects.create(batch=batch, changed_at=now or timezone.now(), **_fields(plan))
    publish(SessionScheduled(session_id=session.pk))
    return session


@transaction.atomic
def change_session(*, session: LiveSession, plan: SessionPlan, now: datetime | None = None) -> LiveSession:
    """Plan it anew; where nothing differs nothing happens.

    The room has to follow, and is made anew with another partner. Raises SessionInvalid, SessionCancelled,
    BatchArchived.
    """
    session = _lock(session)
    _check(session.batch, plan)
    fields = _fields(plan)
    if all(getattr(session, name) == value for name, value in fields.items()):
        return session
    for name, value in fields.items():
        setattr(session, name, value)
    session.state, session.failure = RoomState.PENDING, ""
    _touch(session, now)
    publish(SessionChanged(session_id=session.pk))
    return session


@transaction.atomic
def cancel_session(*, session: LiveSession, now: datetime | None = None) -> LiveSession:
    """It will not take place; calendars are told. Twice is doing it once. Raises BatchArchived."""
    lock_open_batch(session.batch_id)
    session = LiveSession.objects.select_for_update(of=("self",)).select_related("batch").get(pk=session.pk)
    if session.cancelled_at is None:
        session.cancelled_at = now or timezone.now()
        _touch(session, now)
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


def _touch(session: LiveSession, now: datetime | None) -> None:
    session.revision += 1
    session.changed_at = now or timezone.now()
    session.save()


def _check(batch: CourseBatch, plan: SessionPlan) -> None:
    if not plan.title.strip():
        raise SessionInvalid("SESSION_TITLE")
    if not SHORTEST <= plan.minutes <= LONGEST:
        raise SessionInvalid("SESSION_LENGTH")
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
