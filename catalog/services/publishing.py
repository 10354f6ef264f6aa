"""What follows when pages of a course are published, moved, unpublished or removed."""

from django.db import transaction

from catalog.events import CoursePublished, CurriculumChanged
from catalog.models import CoursePage
from catalog.queries.outline import course_version
from lms_site.cache_versions import bump
from lms_site.events import publish

from .summaries import refresh_summary


def course_of(page) -> CoursePage | None:
    """The course at or above `page`, or None."""
    return CoursePage.objects.ancestor_of(page, inclusive=True).first()


@transaction.atomic
def course_changed(*, course: CoursePage) -> None:
    """Drop what is cached of the course, rewrite its card, have progress counted again."""
    bump(course_version(course.translation_key), "public")
    refresh_summary(course)
    publish(CurriculumChanged(course_id=course.pk))


@transaction.atomic
def course_published(*, course: CoursePage) -> None:
    """Everything of `course_changed`, and the event that tells the world."""
    course_changed(course=course)
    publish(CoursePublished(course_id=course.pk))


@transaction.atomic
def pages_changed() -> None:
    """A page above or beside the courses has changed: whatever is kept of the tree is void."""
    bump("public", "shared")
