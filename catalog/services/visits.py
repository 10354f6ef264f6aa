"""Remembering which courses somebody looked at."""

from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from catalog.models import CourseVisit

KEPT = 20
AGAIN_SECONDS = 3600


def note_course_visit(*, user, course_key: UUID, now: datetime | None = None) -> None:
    """Remember the visit: at most one write an hour for a person and course, at most twenty rows a person.

    Within the hour it costs one look into the cache and no query.
    """
    if cache.add(f"visit:{user.pk}:{course_key}", True, AGAIN_SECONDS):
        _write(user, course_key, now or timezone.now())


@transaction.atomic
def _write(user, course_key: UUID, now: datetime) -> None:
    CourseVisit.objects.bulk_create(
        [CourseVisit(user=user, course_key=course_key, seen_at=now)],
        update_conflicts=True,
        unique_fields=["user", "course_key"],
        update_fields=["seen_at"],
    )
    visits = CourseVisit.objects.filter(user=user).order_by("-seen_at", "-pk")
    too_old = list(visits.values_list("pk", flat=True)[KEPT:])
    if too_old:
        CourseVisit.objects.filter(pk__in=too_old).delete()
