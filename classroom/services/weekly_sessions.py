"""Sessions from the times of the week: local times stay what they are, whatever clocks do in between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from classroom.events import SessionCancelled, SessionChanged, SessionScheduled
from classroom.models import BatchTeacher, CourseBatch, LiveSession, WeeklySlot
from lms_site.events import publish_many

from .locking import lock_open_batch
from .sessions import alter, call_off, room_due
from .slots import SlotPlan, set_slots

ALTERED = [
    "slot", "title", "starts_at", "ends_at", "host", "partner", "state", "failure", "partner_said", "revision",
    "changed_at", "room_due_at", "moved_from", "moved_revision", "cancelled_at",
]  # fmt: skip


@dataclass
class Outcome:
    """What became of the sessions."""

    made: list[LiveSession] = field(default_factory=list)
    changed: list[LiveSession] = field(default_factory=list)
    cancelled: list[LiveSession] = field(default_factory=list)
    adopted: list[LiveSession] = field(default_factory=list)


@transaction.atomic
def sessions_from_slots(*, batch: CourseBatch, now: datetime | None = None) -> Outcome:
    """Let the sessions to come be those of the weekly times, from the first to the last day of the batch.

    What has begun stays, and so does what somebody has changed or cancelled by hand. Twice is doing it once. Raises
    BatchArchived.
    """
    now = now or timezone.now()
    batch = lock_open_batch(batch.pk)
    outcome = _compare(batch, now)
    LiveSession.objects.bulk_update(outcome.adopted, ["slot"], batch_size=200)
    LiveSession.objects.bulk_update([*outcome.cancelled, *outcome.changed], ALTERED, batch_size=200)
    LiveSession.objects.bulk_create(outcome.made, batch_size=200)
    publish_many(SessionCancelled(session_id=session.pk) for session in outcome.cancelled)
    publish_many(SessionChanged(session_id=session.pk) for session in outcome.changed)
    publish_many(SessionScheduled(session_id=session.pk) for session in outcome.made)
    return outcome


@transaction.atomic
def meet_weekly(*, batch: CourseBatch, slots: Sequence[SlotPlan], now: datetime | None = None) -> Outcome:
    """Meet at these times of the week from now on: the sessions to come follow. Raises BatchInvalid, BatchArchived."""
    set_slots(batch=batch, slots=slots)
    return sessions_from_slots(batch=batch, now=now)


def local_moment(day: date, at: time, zone: str) -> datetime:
    """That time of that day there, in UTC.

    A time that clocks skip is as much later as they skip; of one that comes twice the first counts.
    """
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _compare(batch: CourseBatch, now: datetime) -> Outcome:
    """What has to be made, changed and cancelled; unsaved."""
    outcome = Outcome()
    rows = list(LiveSession.objects.filter(batch=batch, slot_day__isnull=False).order_by("pk"))
    known = {(row.slot_id, row.slot_day): row for row in rows if row.cancelled_at is None or row.by_hand}
    open_rows = {row.pk: row for row in rows if row.cancelled_at is None and row.starts_at > now and not row.by_hand}
    orphans = [row for row in open_rows.values() if row.slot_id is None]
    teachers = set(BatchTeacher.objects.filter(batch=batch).values_list("user_id", flat=True))
    for slot, day in _days(batch):
        fields = _fields(batch, slot, day, teachers)
        session = known.get((slot.pk, day)) or _take_orphan(orphans, day, fields)
        if session is None:
            if fields["starts_at"] > now:
                outcome.made.append(_new(batch, day, fields, now))
        elif open_rows.pop(session.pk, None) is not None:
            _follow(session, slot, fields, outcome, now)
    for session in open_rows.values():
        call_off(session, now)
        outcome.cancelled.append(session)
    return outcome


def _days(batch: CourseBatch) -> Iterator[tuple[WeeklySlot, date]]:
    """Each day of the batch that a weekly time falls on."""
    for slot in WeeklySlot.objects.filter(batch=batch):
        day = batch.starts_on + timedelta(days=(slot.weekday - batch.starts_on.weekday()) % 7)
        while day <= batch.ends_on:
            yield slot, day
            day += timedelta(weeks=1)


def _fields(batch: CourseBatch, slot: WeeklySlot, day: date, teachers: set[int]) -> dict:
    starts_at = local_moment(day, slot.begins, batch.timezone)
    return {
        "slot_id": slot.pk,
        "title": slot.title,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=slot.minutes),
        "host_id": slot.host_id if slot.host_id in teachers else None,
        "partner": slot.partner,
    }


def _take_orphan(orphans: list[LiveSession], day: date, fields: dict) -> LiveSession | None:
    """A session of that day whose weekly time was written anew: at the same time, else at any."""
    same_day = [row for row in orphans if row.slot_day == day]
    found = next((row for row in same_day if row.starts_at == fields["starts_at"]), None) or next(iter(same_day), None)
    if found is not None:
        orphans.remove(found)
    return found


def _follow(session: LiveSession, slot: WeeklySlot, fields: dict, outcome: Outcome, now: datetime) -> None:
    """A session that is still to come is as its weekly time says, unless that time of the day is over already."""
    if session.slot_id != slot.pk:
        session.slot = slot
        outcome.adopted.append(session)
    has_changed = any(getattr(session, name) != value for name, value in fields.items())
    if has_changed and fields["starts_at"] > now:
        alter(session, fields, now)
        outcome.changed.append(session)


def _new(batch: CourseBatch, day: date, fields: dict, now: datetime) -> LiveSession:
    due = room_due(fields["starts_at"], now)
    return LiveSession(batch=batch, slot_day=day, changed_at=now, room_due_at=due, **fields)
