"""Keeping what a learner has watched of a video."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from catalog.access import Standing, lesson_access
from catalog.errors import LessonLocked, WatchingInvalid
from catalog.models import LessonPage, WatchProgress

from .enrollment import lock_open_enrollment

# Longer videos are told as this; more parts than these are joined across the smallest gaps.
LONGEST_SECONDS = 86_400
MOST_SPANS = 200
Span = tuple[int, int]


@transaction.atomic
def record_watching(
    *,
    user,
    lesson: LessonPage,
    position_seconds: int,
    spans: Iterable[Span] = (),
    now: datetime | None = None,
) -> WatchProgress:
    """Store the position and merge the spans played since the last call with those known.

    Sent twice, or in another order, the spans come out the same; the position is the last one written.
    Raises NotEnrolled, LessonLocked, and WatchingInvalid for spans that run backwards or outside of a day.
    """
    fresh = [_checked(span) for span in spans]
    if not 0 <= position_seconds <= LONGEST_SECONDS:
        raise WatchingInvalid
    course = lesson.get_course()
    enrollment = lock_open_enrollment(user=user, course_key=course.translation_key, now=now)
    keys = frozenset(enrollment.completions.values_list("lesson_key", flat=True))
    access = lesson_access(user, lesson, course=course, standing=Standing(enrollment, True, keys), now=now)
    if not access.allowed:
        raise LessonLocked(access.reason)
    row, _created = WatchProgress.objects.get_or_create(enrollment=enrollment, lesson_key=lesson.translation_key)
    merged = merge_spans([*((start, end) for start, end in row.spans), *fresh])
    row.position_seconds, row.spans = position_seconds, [list(span) for span in merged]
    row.watched_seconds = sum(end - start for start, end in merged)
    row.updated_at = now or timezone.now()
    row.save(update_fields=["position_seconds", "spans", "watched_seconds", "updated_at"])
    return row


def _checked(span: Span) -> Span:
    start, end = span
    if not 0 <= start <= end <= LONGEST_SECONDS:
        raise WatchingInvalid
    return start, end


def merge_spans(spans: Iterable[Span], most: int = MOST_SPANS) -> list[Span]:
    """Spans in order, those that touch or overlap as one; at most `most`, the closest ones joined first."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    while len(merged) > most:
        gaps = [merged[place + 1][0] - merged[place][1] for place in range(len(merged) - 1)]
        place = gaps.index(min(gaps))
        merged[place : place + 2] = [(merged[place][0], merged[place + 1][1])]
    return merged
