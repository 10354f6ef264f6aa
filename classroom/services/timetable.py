"""What follows where the days, the clocks or the weekly times of a batch are others than before."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from classroom.events import SessionChanged
from classroom.models import CourseBatch, LiveSession
from lms_site.events import publish


def follow_timezone(*, batch: CourseBatch, old: str, now: datetime | None = None) -> int:
    """Hold what comes of the weekly times at the same time of day by the new clocks; returns how many have moved.

    Call it within the transaction in which the locked batch left the zone `old`. Single sessions stay at their moment.
    """
    now, before, after = now or timezone.now(), ZoneInfo(old), ZoneInfo(batch.timezone)
    coming = LiveSession.objects.select_for_update().filter(batch=batch, slot__isnull=False, cancelled_at=None)
    moved = 0
    for session in coming.filter(starts_at__gt=now):
        starts_at = session.starts_at.astimezone(before).replace(tzinfo=after)
        if starts_at == session.starts_at:
            continue
        session.ends_at += starts_at - session.starts_at
        session.starts_at = starts_at
        session.revision, session.changed_at = session.revision + 1, now
        session.save(update_fields=["starts_at", "ends_at", "revision", "changed_at"])
        publish(SessionChanged(session_id=session.pk))
        moved += 1
    return moved
