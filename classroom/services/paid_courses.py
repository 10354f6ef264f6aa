"""Who may open a course that costs money: never whoever comes along."""

from uuid import UUID

from catalog.models import CoursePage
from classroom.errors import BatchInvalid, JoinRefused
from classroom.models import CourseBatch, Joining


def check_joining(course_key: UUID, joining: str) -> None:
    """A batch opens its course, so one of a course with a price is for buyers, for those with a code and for those
    whom its teachers put in. Raises BatchInvalid (BATCH_PAID_COURSE) where it would be open to anybody."""
    if joining == Joining.ANYBODY and costs_money(course_key):
        raise BatchInvalid("BATCH_PAID_COURSE")


def check_still_free(batch: CourseBatch) -> None:
    """The same for a course that has got its price after the batch was made. Raises JoinRefused."""
    if batch.joining == Joining.ANYBODY and costs_money(batch.course_key):
        raise JoinRefused


def costs_money(course_key: UUID) -> bool:
    """Whether the course has a list price in any of its languages; one query."""
    courses = CoursePage.objects.filter(translation_key=course_key, alias_of=None, price_minor__gt=0)
    return courses.exists()
