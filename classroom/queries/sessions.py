"""Reading live sessions."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from classroom.models import CourseBatch, LiveSession


def coming_sessions(batch: CourseBatch, now: datetime) -> QuerySet[LiveSession]:
    """Those that are not over, the next one first; what was cancelled stands among them until its time is over."""
    return batch.sessions.filter(ends_at__gt=now).select_related("host").order_by("starts_at", "pk")


def past_sessions(batch: CourseBatch, now: datetime) -> QuerySet[LiveSession]:
    """Those that have taken place, the latest first."""
    over = batch.sessions.filter(ends_at__lte=now, cancelled_at=None)
    return over.select_related("host").order_by("-starts_at", "-pk")


def sessions_of(batch: CourseBatch) -> QuerySet[LiveSession]:
    """All of them by time, with their hosts."""
    return batch.sessions.select_related("host").order_by("starts_at", "pk")


def with_overlaps(sessions: QuerySet[LiveSession]) -> QuerySet[LiveSession]:
    """Each with `is_overlapping`: its host has another session at that time."""
    return sessions.annotate(is_overlapping=Exists(_at_once(OuterRef("pk"), OuterRef("host"), OuterRef)))


def overlapping(session: LiveSession) -> QuerySet[LiveSession]:
    """Other sessions of the same host, in any batch, at the same time."""
    if session.host_id is None or session.cancelled_at is not None:
        return LiveSession.objects.none()
    return _at_once(session.pk, session.host_id, lambda name: getattr(session, name))


def batch_of_session(pk: int) -> int | None:
    """The number of the batch; None for a session that is not there."""
    return LiveSession.objects.filter(pk=pk).values_list("batch_id", flat=True).first()


def _at_once(pk, host, value) -> QuerySet[LiveSession]:
    same_time = Q(starts_at__lt=value("ends_at"), ends_at__gt=value("starts_at"))
    return LiveSession.objects.filter(same_time, host=host, cancelled_at=None).exclude(pk=pk)
