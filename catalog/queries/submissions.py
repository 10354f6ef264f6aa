"""Course reviews: which wait, what state a course is in, and what happened before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from catalog.models import CourseSubmission
from catalog.rules import moderates

State = CourseSubmission.State
UNFINISHED = Q(state=State.OPEN) | Q(state=State.APPROVED, published_at__isnull=True)


@dataclass(frozen=True)
class SubmissionState:
    """Where a course stands in review, for lists; `reason` is why it was returned."""

    label: str
    since: datetime
    reason: str
    submission_id: int


def unfinished(course_id: int) -> QuerySet[CourseSubmission]:
    """The submission of the course that is not finished: one at most."""
    return CourseSubmission.objects.filter(UNFINISHED, course_id=course_id)


def waiting() -> QuerySet[CourseSubmission]:
    """Submissions that nobody has decided about, the oldest first."""
    return CourseSubmission.objects.filter(state=State.OPEN).order_by("created_at", "pk")


def due(now: datetime) -> QuerySet[CourseSubmission]:
    """Approved submissions whose time has come."""
    approved = CourseSubmission.objects.filter(state=State.APPROVED, published_at__isnull=True)
    return approved.filter(go_live_at__lte=now).order_by("go_live_at", "pk")


def listed(user) -> QuerySet[CourseSubmission]:
    """Submissions that the person may see, the newest first, with course, people and the number of pages."""
    rows = CourseSubmission.objects.select_related("course", "author", "decided_by").order_by("-created_at", "-pk")
    if not moderates(user):
        rows = rows.filter(course__team__group__user=user)
    return rows.annotate(page_count=Count("items", distinct=True))


def history_of(course_id: int) -> QuerySet[CourseSubmission]:
    """All submissions of a course, the newest first."""
    rows = CourseSubmission.objects.filter(course_id=course_id).select_related("author", "decided_by")
    return rows.order_by("-created_at", "-pk")


def states_of(course_ids: Iterable[int]) -> dict[int, SubmissionState]:
    """The state of each course whose last submission waits, or was returned; one query. Others are left out."""
    rows = CourseSubmission.objects.filter(course_id__in=list(course_ids)).order_by("created_at", "pk")
    last = {row.course_id: row for row in rows}
    shown = {pk: row for pk, row in last.items() if row.is_pending or row.state == State.RETURNED}
    return {
        pk: SubmissionState(str(row.label), row.decided_at or row.created_at, row.reason, row.pk)
        for pk, row in shown.items()
    }
