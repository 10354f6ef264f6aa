"""Courses by the key that all their languages share, for pages that stand beside the course."""

from uuid import UUID

from django.utils import timezone

from catalog.access import open_enrollments
from catalog.models import CoursePage, CourseSummary, CourseTeam, Enrollment


def course_named(course_key: UUID) -> CoursePage | None:
    """The course in the language that is live, else in any, with its card loaded; one query."""
    courses = CoursePage.objects.filter(translation_key=course_key, alias_of__isnull=True)
    return courses.select_related("card").defer_streamfields().order_by("-live", "pk").first()


def card_of(course: CoursePage) -> CourseSummary | None:
    """The card of a course that anybody may see; None for drafts and restricted courses."""
    return getattr(course, "card", None)


def open_enrollment(user, course_key: UUID) -> Enrollment | None:
    """The active run of `user` that a grant opens now; one query, none for a visitor."""
    if not user.is_authenticated:
        return None
    runs = open_enrollments(user, timezone.now()).filter(course_key=course_key)
    run = runs.first()
    return run if run is not None and run.is_open else None


def may_know_course(user, course: CoursePage, enrollment: Enrollment | None) -> bool:
    """Whether pages beside the course may name it to `user`: it is public, or theirs to take or to write."""
    if card_of(course) is not None or enrollment is not None:
        return True
    return user.is_authenticated and CourseTeam.objects.filter(course=course, group__user=user).exists()


def titles_of(course_keys) -> dict[UUID, str]:
    """Titles of courses by key, the live language before others; one query."""
    rows = CoursePage.objects.filter(translation_key__in=set(course_keys), alias_of__isnull=True)
    return dict(rows.order_by("live", "-pk").values_list("translation_key", "title"))


def ids_and_titles_of(course_keys) -> dict[UUID, tuple[int, str]]:
    """Number and title of courses by key, the live language before others; one query."""
    rows = CoursePage.objects.filter(translation_key__in=set(course_keys), alias_of__isnull=True)
    found = rows.order_by("live", "-pk").values_list("translation_key", "pk", "title")
    return {key: (pk, title) for key, pk, title in found}
