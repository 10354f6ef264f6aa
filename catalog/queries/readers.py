"""The decision of `catalog.access` for many lessons at once, and which pages can be reached at all."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone
from wagtail.models import Page

from catalog.access import NO_STANDING, Access, Reason, Standing, open_enrollments, outline_access
from catalog.models import Completion, CoursePage, CourseTeam
from catalog.queries.outline import Outline, course_outlines
from catalog.rules import moderates, writes_courses

# Root, home and catalog stand above a course; a lesson stands two below it.
LEVELS_ABOVE_COURSE = 3
LESSON_DEPTH = LEVELS_ABOVE_COURSE + 3
NOT_LIVE = Access(False, Reason.NOT_LIVE)


def reachable(pages: QuerySet) -> QuerySet:
    """Those of `pages` that have no unpublished page of home, catalog, course and module above them."""
    above = [Substr(OuterRef("path"), 1, Page.steplen * depth) for depth in range(2, LESSON_DEPTH)]
    return pages.exclude(Exists(Page.objects.filter(live=False, path__in=above)))


def lessons_access(user, lessons: Iterable[Page], *, now: datetime | None = None) -> dict[int, Access]:
    """Decide for several lessons as `lesson_access` does for one; by page id.

    One query for the courses, at most three for their outlines, none more for a visitor; two for a
    learner's standing and up to two for the team, however many lessons and courses there are.
    """
    course_paths = {lesson.pk: lesson.path[: -2 * Page.steplen] for lesson in lessons}
    found = CoursePage.objects.filter(path__in=set(course_paths.values())).defer_streamfields()
    courses = {course.path: course for course in found}
    outlines = course_outlines(courses.values())
    standings = standings_in(user, [course.translation_key for course in courses.values()], now=now)
    written = courses_written_by(user, courses.values())
    return {
        lesson_id: _decide(
            outlines[courses[path].pk],
            lesson_id,
            standings.get(courses[path].translation_key, NO_STANDING),
            is_team=courses[path].pk in written,
            now=now,
            signed_in=user.is_authenticated,
        )
        if path in courses
        else NOT_LIVE
        for lesson_id, path in course_paths.items()
    }


def _decide(outline: Outline, lesson_id: int, standing: Standing, *, is_team: bool, now, signed_in: bool) -> Access:
    row = outline.find(lesson_id)
    access = NOT_LIVE if row is None else outline_access(outline, row, standing, now=now, signed_in=signed_in)
    return Access(True, Reason.TEAM) if is_team and not access.allowed else access


def standings_in(user, course_keys: Iterable[UUID], *, now: datetime | None = None) -> dict[UUID, Standing]:
    """The standing of `user` in several courses: two queries, none for a visitor."""
    if not user.is_authenticated:
        return {}
    runs = list(open_enrollments(user, now or timezone.now()).filter(course_key__in=list(course_keys)))
    completed: dict[int, set[UUID]] = {run.pk: set() for run in runs}
    for run_id, key in Completion.objects.filter(enrollment__in=runs).values_list("enrollment_id", "lesson_key"):
        completed[run_id].add(key)
    return {run.course_key: Standing(run, run.is_open, frozenset(completed[run.pk])) for run in runs}


def courses_written_by(user, courses: Iterable[CoursePage]) -> set[int]:
    """Ids of those of `courses` that `user` may write: one query for the role, one for an instructor's teams."""
    ids = {course.pk for course in courses}
    if not user.is_authenticated or not writes_courses(user):
        return set()
    if moderates(user):
        return ids
    teams = CourseTeam.objects.filter(course_id__in=ids, group__user=user)
    return set(teams.values_list("course_id", flat=True))
