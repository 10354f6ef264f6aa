"""What the last content checks found, and which are out of date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Coalesce, Substr
from wagtail.models import Page

from catalog.checks.finding import MESSAGES, Finding, Note
from catalog.models import CheckNote, CoursePage
from catalog.queries.board_courses import own_courses

COURSE_DEPTH = 4
ADVICE_AT_MOST = 10_000


def checked_courses(user) -> QuerySet[CoursePage]:
    """The courses that `user` may write, each with `blocking`, `advice` and `checked_at` of its last check.

    All three are None before the first. `trouble` sorts: what must be put right first, then advice.
    """
    blocking, advice = F("content_check__blocking_count"), F("content_check__advice_count")
    return own_courses(user).annotate(
        blocking=blocking,
        advice=advice,
        checked_at=F("content_check__checked_at"),
        trouble=Coalesce(blocking * ADVICE_AT_MOST + advice, 0),
    )


def stored_findings(course_ids: Iterable[int], *, page_ids: Iterable[int] | None = None) -> list[Finding]:
    """What the last checks of these courses found, in order and in the active language; one query."""
    notes = CheckNote.objects.filter(check_of__course__in=list(course_ids), code__in=list(MESSAGES))
    if page_ids is not None:
        notes = notes.filter(page_id__in=list(page_ids))
    return [
        Note(note.code, note.page_id, note.page_title, note.block_id, note.details).told()
        for note in notes.order_by("check_of__course", "position")
    ]


def stale_courses(*, now: datetime, older_than: datetime, limit: int) -> list[CoursePage]:
    """Courses without a check, with a change since it, or with one from before `older_than`; the oldest first."""
    width = COURSE_DEPTH * Page.steplen
    # Older drafts need no look: a check from before `older_than` is renewed anyway.
    changed = (
        Page.objects.filter(depth__gte=COURSE_DEPTH, latest_revision_created_at__gte=older_than)
        .annotate(course_path=Substr("path", 1, width))
        .values("course_path")
        .annotate(at=Max("latest_revision_created_at"))
        .values_list("course_path", "at")
    )
    by_path = dict(changed.order_by())
    checks = CoursePage.objects.select_related("content_check")
    fresh = Q(content_check__checked_at__gte=older_than, content_check__stale_at__isnull=True)
    due = checks.exclude(fresh) | checks.filter(path__in=by_path)
    found = due.order_by(F("content_check__checked_at").asc(nulls_first=True), "pk")
    return [course for course in found if _is_due(course, by_path, older_than)][:limit]


def _is_due(course: CoursePage, changed: dict[str, datetime], older_than: datetime) -> bool:
    check = getattr(course, "content_check", None)
    if check is None or check.checked_at is None or check.stale_at or check.checked_at < older_than:
        return True
    return course.path in changed and changed[course.path] > check.checked_at
