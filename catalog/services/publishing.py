"""What follows when pages of a course are published, moved, unpublished or removed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from catalog.events import CoursePublished, CurriculumChanged
from catalog.models import CoursePage
from catalog.queries.outline import course_version
from lms_site.cache_versions import bump
from lms_site.events import publish

from .summaries import refresh_summary

# Courses that have changed within `changes_together`, and whether they were themselves published.
_waiting: ContextVar[dict[int, bool] | None] = ContextVar("changed_courses", default=None)


def course_of(page) -> CoursePage | None:
    """The course at or above `page`, or None."""
    return CoursePage.objects.ancestor_of(page, inclusive=True).first()


@contextmanager
def changes_together() -> Iterator[None]:
    """Within it, many pages of a course change and what follows from that is done once, at its end.

    For one transaction around it: an error leaves everything to the rollback. May not be nested.
    """
    changed: dict[int, bool] = {}
    token = _waiting.set(changed)
    try:
        yield
    finally:
        _waiting.reset(token)
    for course in CoursePage.objects.filter(pk__in=changed).order_by("pk"):
        follow = course_published if changed[course.pk] else course_changed
        follow(course=course)


@transaction.atomic
def course_changed(*, course: CoursePage) -> None:
    """Drop what is cached of the course, rewrite its card, have progress counted again."""
    if not _waits(course, is_published=False):
        bump(course_version(course.translation_key), "public")
        refresh_summary(course)
        publish(CurriculumChanged(course_id=course.pk))


@transaction.atomic
def course_published(*, course: CoursePage) -> None:
    """Everything of `course_changed`, and the event that tells the world."""
    if not _waits(course, is_published=True):
        course_changed(course=course)
        publish(CoursePublished(course_id=course.pk))


def _waits(course: CoursePage, *, is_published: bool) -> bool:
    """Leave the course to the end of `changes_together`, where there is one; its cache is void from now on."""
    changed = _waiting.get()
    if changed is None:
        return False
    if course.pk not in changed:
        bump(course_version(course.translation_key), "public")
    changed[course.pk] = changed.get(course.pk, False) or is_published
    return True


@transaction.atomic
def pages_changed() -> None:
    """A page above or beside the courses has changed: whatever is kept of the tree is void."""
    bump("public", "shared")
