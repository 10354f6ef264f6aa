"""Counting progress again after the curriculum changed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from catalog.models import Completion, CoursePage, Enrollment
from catalog.queries.outline import course_outline

from .completion import finish_if_complete


def recount_course(*, course: CoursePage, now: datetime | None = None) -> int:
    """Bring the counts of every active run in line with the live curriculum; return how many finished by it.

    One statement for the counts, however many learners; then one short transaction for each run
    that has become complete. Certificates already issued stay as they are. An unpublished course
    is left alone: its lessons come back with it.
    """
    if not course.live:
        return 0
    required = course_outline(course).required_keys
    runs = Enrollment.objects.filter(course_key=course.translation_key, is_active=True)
    done = (
        Completion.objects.filter(enrollment=OuterRef("pk"), lesson_key__in=required)
        .order_by()
        .values("enrollment")
        .annotate(total=Count("pk"))
        .values("total")
    )
    runs.update(required_count=len(required), completed_count=Coalesce(Subquery(done), 0))
    if not required:
        return 0
    ready = runs.filter(completed_at__isnull=True, completed_count__gte=len(required)).values_list("pk", flat=True)
    for pk in list(ready):
        _finish(pk, course, now or timezone.now())
    return len(ready)


@transaction.atomic
def _finish(enrollment_id: int, course: CoursePage, now: datetime) -> None:
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment_id)
    finish_if_complete(enrollment, course, now=now)
