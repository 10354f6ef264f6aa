"""What the catalog says of batches: pushed down whenever one changes, and as time passes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalog.models import CourseSummary
from catalog.services.summaries import push_batches
from classroom.queries.open_batches import open_batches
from lms_site.cache_versions import bump


@transaction.atomic
def show_batches(*, course_key: UUID, now: datetime | None = None) -> None:
    """A batch of the course has changed: its page and its cards say what is so now."""
    bump("public")
    _push(course_key, now or timezone.now())


def show_all_batches(*, now: datetime | None = None) -> int:
    """Bring all cards up to date with the batches that have begun, opened or closed; returns how many changed."""
    now = now or timezone.now()
    shown = CourseSummary.objects.filter(open_batch_count__gt=0).values_list("course_key", flat=True)
    running = open_batches(now).values_list("course_key", flat=True)
    return sum(_push(key, now) for key in sorted({*shown, *running}))


def _push(course_key: UUID, now: datetime) -> bool:
    days = [batch.starts_on for batch in open_batches(now).filter(course_key=course_key) if batch.over_at > now]
    coming = [day for day in days if day >= now.date()]
    return push_batches(course_key=course_key, open_count=len(days), next_on=min(coming, default=None))
