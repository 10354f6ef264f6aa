"""What stands in a person's calendar: the dates of the batches in which they learn or teach."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from uuid import uuid5
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from classroom.models import BatchMember, BatchTeacher, CourseBatch, LiveSession

from .calendar_entries import Asked, Entry, Kind
from .module_entries import module_openings


def calendar_of(user: User, *, since: datetime, until: datetime, now: datetime) -> list[Entry]:
    """The dates of all batches in which `user` learns or teaches, in order. Seven queries
    at most, however many there are."""
    batches = CourseBatch.objects.filter(_learns_in(user) | _teaches(user))
    return _entries(Asked(user, {batch.pk: batch for batch in batches}, since, until), now)


def calendar_of_batch(
    batch: CourseBatch, user: User, *, since: datetime, until: datetime, now: datetime
) -> list[Entry]:
    """The dates of one batch as `user` sees them, in order. Six queries at most. Whether they may is not asked here."""
    return _entries(Asked(user, {batch.pk: batch}, since, until), now)


def session_entry(session: LiveSession) -> Entry:
    """A live session with its batch, as an entry."""
    batch = session.batch
    return Entry(
        kind=Kind.SESSION,
        uid=session.uid,
        revision=session.revision,
        changed_at=session.changed_at,
        title=session.title,
        url=session_path(session),
        batch_id=batch.pk,
        batch_name=batch.name,
        zone=batch.timezone,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        about=session.about,
        cancelled_at=session.cancelled_at,
        session_id=session.pk,
    )


def session_path(session: LiveSession) -> str:
    """Where a session is found on the site: among those of its batch, with the door to it."""
    return f"{reverse('classroom:sessions', args=[session.batch_id])}#session-{session.pk}"


def _entries(asked: Asked, now: datetime) -> list[Entry]:
    found = [entry for source in SOURCES for entry in source(asked) if asked.holds(entry)]
    # Nothing happens any more in a batch of the archive.
    kept = [entry for entry in found if not asked.batches[entry.batch_id].archived_at or entry.starts_at < now]
    return sorted(kept, key=lambda entry: (entry.begins_at(asked.zone), entry.day is None, entry.title, entry.uid))


def _sessions(asked: Asked) -> Iterable[Entry]:
    rows = LiveSession.objects.filter(
        batch__in=list(asked.batches), starts_at__gte=asked.since, starts_at__lt=asked.until
    ).defer("host_url", "join_url", "recording_url", "failure")
    for session in rows:
        session.batch = asked.batches[session.batch_id]
        yield session_entry(session)


def _batch_days(asked: Asked) -> Iterable[Entry]:
    for batch in asked.batches.values():
        yield _whole_day(batch, Kind.BATCH_BEGINS, batch.starts_on, _("%(batch)s begins") % {"batch": batch.name})
        yield _whole_day(batch, Kind.BATCH_ENDS, batch.ends_on, _("%(batch)s: last day") % {"batch": batch.name})


def _whole_day(batch: CourseBatch, kind: Kind, day: date, title: str) -> Entry:
    zone = ZoneInfo(batch.timezone)
    return Entry(
        kind=kind,
        uid=uuid5(batch.course_key, f"{batch.pk} {kind}"),
        revision=batch.revision,
        changed_at=batch.changed_at,
        title=title,
        url=reverse("classroom:batch", args=[batch.pk]),
        batch_id=batch.pk,
        batch_name=batch.name,
        zone=batch.timezone,
        starts_at=datetime.combine(day, time.min, tzinfo=zone),
        ends_at=datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone),
        day=day,
    )


# Where dates come from: whatever else has dates in a batch adds its function here.
SOURCES: list[Callable[[Asked], Iterable[Entry]]] = [_batch_days, module_openings, _sessions]


def _learns_in(user: User) -> Exists:
    return Exists(BatchMember.objects.filter(batch=OuterRef("pk"), user=user, left_at=None))


def _teaches(user: User) -> Exists:
    return Exists(BatchTeacher.objects.filter(batch=OuterRef("pk"), user=user))
