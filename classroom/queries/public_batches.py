"""Batches that everybody may find."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from catalog.models import CourseSummary
from classroom.models import CourseBatch, Joining

from .teaching import UNFINISHED, in_state

FINDABLE = (Joining.ANYBODY, Joining.PURCHASE)


def public_batches(now: datetime) -> QuerySet[CourseBatch]:
    """Of courses that anybody can see, open to anybody or for sale, coming or running; the first to begin first.

    Whether they can be joined at this moment is told by their times and seats. With the stock.
    """
    visible = CourseSummary.objects.filter(course_key=OuterRef("course_key"))
    batches = CourseBatch.objects.filter(Q(Exists(visible)), joining__in=FINDABLE)
    return in_state(batches, UNFINISHED, now).select_related("stock").order_by("starts_on", "pk")
