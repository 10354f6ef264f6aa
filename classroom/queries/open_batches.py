"""Batches that everybody may know of: those into which anybody can come now, by themselves or by buying."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from catalog.models import CourseSummary
from classroom.models import CourseBatch, Joining

PUBLIC = (Joining.ANYBODY, Joining.PURCHASE)


def open_batches(now: datetime) -> QuerySet[CourseBatch]:
    """Those of `is_open_to_all`, the next to begin first; full ones too, as they have a waitlist."""
    return CourseBatch.objects.filter(is_open_to_all(now, now.date())).order_by("starts_on", "pk")


def is_open_to_all(now: datetime, today: date) -> Q:
    """Of courses that anybody can see; `today` by UTC, as the last day is looked at closely by whoever joins."""
    visible = CourseSummary.objects.filter(course_key=OuterRef("course_key"))
    return (
        Q(Exists(visible))
        & Q(joining__in=PUBLIC, archived_at=None, ends_on__gte=today)
        & (Q(joins_from=None) | Q(joins_from__lte=now))
        & (Q(joins_until=None) | Q(joins_until__gt=now))
    )
