"""Which courses somebody has already."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from catalog.access import open_enrollments


def owned_courses(user, keys: Iterable[UUID], now: datetime | None = None) -> set[UUID]:
    """Of these courses, those that `user` can learn now; one query, none for a visitor."""
    keys = list(keys)
    if not keys or user is None or not user.is_authenticated:
        return set()
    runs = open_enrollments(user, now or timezone.now()).filter(course_key__in=keys, is_open=True)
    return set(runs.values_list("course_key", flat=True))
