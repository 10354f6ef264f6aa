"""A course with all that its page says, and who may know of it."""

from dataclasses import dataclass
from typing import Any

from catalog.models import CoursePage, CourseSummary
from catalog.queries.named_courses import may_know_course, open_enrollment
from catalog.queries.outline import OutlineModule, course_outline
from catalog.queries.people import instructors_of
from catalog.queries.prerequisites import Prerequisite, prerequisites_of
from catalog.queries.readers import reachable
from catalog.rules import moderates
from catalog.services.summaries import draft_summary


@dataclass(frozen=True)
class CourseDetails:
    """The course, its card (described anew where it has none), and what hangs on it."""

    course: CoursePage
    card: CourseSummary
    instructors: list
    prerequisites: tuple[Prerequisite, ...]
    modules: tuple[OutlineModule, ...]

    def __getattr__(self, name: str) -> Any:
        """What the card says, so that lists and details read alike."""
        return getattr(self.card, name)


def live_course(user, pk: int, *, with_texts: bool = False) -> CoursePage | None:
    """The live course with that id if `user` may know of it: it is listed, or theirs to take or to write.

    One query for a course that is listed, up to three more for one that is not.
    """
    courses = reachable(CoursePage.objects.live()).select_related("card__category", "category")
    course = (courses if with_texts else courses.defer_streamfields()).filter(pk=pk, alias_of__isnull=True).first()
    if course is None:
        return None
    if getattr(course, "card", None) is not None or (user.is_authenticated and moderates(user)):
        return course
    enrollment = open_enrollment(user, course.translation_key)
    return course if may_know_course(user, course, enrollment) else None


def course_details(course: CoursePage) -> CourseDetails:
    """Everything about a live course: three queries at most beside its outline."""
    return CourseDetails(
        course=course,
        card=getattr(course, "card", None) or draft_summary(course),
        instructors=instructors_of(course),
        prerequisites=prerequisites_of(course),
        modules=course_outline(course).modules,
    )
