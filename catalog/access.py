"""Who may read a lesson, and if not, why. Pages, API, files and media all ask here."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Completion, CoursePage, Enrollment, Grant, LessonPage
from catalog.queries.outline import Outline, OutlineLesson, course_outline
from catalog.rules import may_write_course
from lms_site.prepared import Prepared


class Reason:
    """Machine words for a decision; they are part of the API."""

    ENROLLED = "enrolled"
    FREE_PREVIEW = "free_preview"
    TEAM = "team"
    SIGN_IN = "sign_in"
    NOT_ENROLLED = "not_enrolled"
    ENDED = "access_ended"
    NOT_LIVE = "not_live"
    SEQUENCE = "earlier_lesson_first"
    NOT_YET = "opens_later"


@dataclass(frozen=True, slots=True)
class Access:
    """A decision; `opens_at` says when, for reason `opens_later`."""

    allowed: bool
    reason: str
    opens_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person has in a course: the active run, whether a grant opens it, the lessons completed."""

    enrollment: Enrollment | None = None
    is_open: bool = False
    completed: frozenset[UUID] = field(default_factory=frozenset)


NO_STANDING = Standing()


def open_enrollments(user, now: datetime):
    """Active runs of `user`, each with `is_open`: True when some grant opens it at `now`."""
    grants = Grant.objects.valid_at(now).filter(enrollment=OuterRef("pk"))
    return Enrollment.objects.filter(user=user, is_active=True).annotate(is_open=Exists(grants))


ACTIVE_RUN: Prepared = Prepared(
    lambda user, course, now: open_enrollments(user, now).filter(course_key=course),
    user=models.IntegerField(),
    course=models.UUIDField(),
    now=models.DateTimeField(),
)
COMPLETED: Prepared = Prepared(
    lambda enrollment: Completion.objects.filter(enrollment_id=enrollment).values_list("lesson_key"),
    enrollment=models.IntegerField(),
)


def standing_in(user, course_key: UUID, *, now: datetime | None = None) -> Standing:
    """The standing of `user` in a course: two queries, none for a visitor."""
    if not user.is_authenticated:
        return NO_STANDING
    runs = ACTIVE_RUN.rows(user=user.pk, course=course_key, now=now or timezone.now())
    if not runs:
        return NO_STANDING
    enrollment = runs[0]
    return Standing(enrollment, bool(enrollment.is_open), frozenset(COMPLETED.column(enrollment=enrollment.pk)))


def lesson_access(
    user,
    lesson: LessonPage,
    *,
    course: CoursePage | None = None,
    standing: Standing | None = None,
    now: datetime | None = None,
) -> Access:
    """Decide whether `user` may read `lesson` at `now`.

    A lesson whose module or course is not live is not live, for learners and visitors alike;
    those who write the course always read it. At most one query for the course, two for its
    outline when that is not cached, two for the standing, one or two for the team.
    """
    course = course or lesson.get_course()
    outline = course_outline(course)
    row = outline.find(lesson.pk)
    if standing is None:
        standing = standing_in(user, course.translation_key, now=now)
    if row is not None:
        access = outline_access(outline, row, standing, now=now, signed_in=user.is_authenticated)
        if access.allowed:
            return access
    else:
        access = Access(False, Reason.NOT_LIVE)
    if may_write_course(user, course):
        return Access(True, Reason.TEAM)
    return access


def outline_access(
    outline: Outline,
    row: OutlineLesson,
    standing: Standing,
    *,
    now: datetime | None = None,
    signed_in: bool = True,
    frontier: int | None = None,
) -> Access:
    """The decision for a live lesson as a pure function of outline and standing.

    Whoever decides for many lessons gives `frontier`, that of the outline for the lessons completed.
    """
    if not (standing.enrollment and standing.is_open):
        if row.is_free_preview:
            return Access(True, Reason.FREE_PREVIEW)
        return Access(False, _closed_reason(standing, signed_in))
    opens_at = opening_moment(row, standing.enrollment)
    if opens_at and opens_at > (now or timezone.now()) and not row.is_free_preview:
        return Access(False, Reason.NOT_YET, opens_at)
    is_in_order = outline.is_sequential and not row.is_free_preview and row.key not in standing.completed
    if is_in_order and row.number > (frontier or outline.frontier(standing.completed)):
        return Access(False, Reason.SEQUENCE)
    return Access(True, Reason.ENROLLED)


def _closed_reason(standing: Standing, signed_in: bool) -> str:
    if standing.enrollment:
        return Reason.ENDED
    return Reason.NOT_ENROLLED if signed_in else Reason.SIGN_IN


def opening_moment(row: OutlineLesson, enrollment: Enrollment) -> datetime | None:
    """When the lesson's module opens for this run; None when it is open from the start.

    What was said for this learner counts more than what holds for the batch, and that more than the course.
    """
    key = str(row.module_key)
    for openings in (enrollment.own_openings, enrollment.openings):
        if key in openings:
            return datetime.fromisoformat(openings[key]) if openings[key] else None
    if not row.opens_after_days:
        return None
    start = enrollment.drip_from
    if enrollment.drip_zone:
        # Days by the clocks of the batch: the time of day stays where clocks change in between.
        start = start.astimezone(ZoneInfo(enrollment.drip_zone))
    return (start + timedelta(days=row.opens_after_days)).astimezone(UTC)


EXPLANATIONS = {
    Reason.SIGN_IN: _("Sign in to read this lesson. If you are enrolled, it opens right away."),
    Reason.NOT_ENROLLED: _("This lesson is part of a course you are not enrolled in yet."),
    Reason.ENDED: _("Your access to this course has ended. Your progress is kept."),
    Reason.NOT_LIVE: _("This lesson is not open at the moment. Your progress and certificates are kept."),
    Reason.SEQUENCE: _("The lessons of this course open one after the other. Finish the earlier ones first."),
    Reason.NOT_YET: _("This lesson is not open yet."),
}
