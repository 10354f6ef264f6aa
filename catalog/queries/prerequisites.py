"""What belongs before a course, and who has it behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import IntegerField

from catalog.models import CoursePage, CoursePrerequisite, CourseSummary, Enrollment
from lms_site.prepared import Prepared

NAMED: Prepared[CoursePrerequisite] = Prepared(
    lambda course: CoursePrerequisite.objects.filter(course_id=course).order_by("sort_order"),
    course=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A course before another: suggested, or (`is_hard`) to be completed before one enrolls by oneself."""

    course_id: int
    course_key: UUID
    title: str
    url: str
    language: str
    is_hard: bool


def prerequisites_of(course: CoursePage) -> tuple[Prerequisite, ...]:
    """The courses before this one that everybody can see, in the author's order; one query, two where there are any.

    In a preview those of the draft. A course that is closed or restricted is not asked of anybody.
    """
    named = course.prerequisites.all()
    if hasattr(named, "select_related"):
        # `find_course` says whether there are any; a course that came another way is asked.
        named = NAMED.rows(course=course.pk) if getattr(course, "has_courses_before", True) else []
    rows = [(row.required_id, row.is_hard) for row in named]
    if not rows:
        return ()
    cards = {card.course_id: card for card in CourseSummary.objects.filter(course_id__in=[pk for pk, _hard in rows])}
    return tuple(_of_card(cards[pk], is_hard) for pk, is_hard in rows if pk in cards)


def _of_card(card: CourseSummary, is_hard: bool) -> Prerequisite:
    return Prerequisite(card.course_id, card.course_key, card.title, card.url, card.language, is_hard)


def completed_courses(user_id: int, keys: Iterable[UUID]) -> frozenset[UUID]:
    """Those of the courses that the learner has completed in some run; one query."""
    runs = Enrollment.objects.filter(user_id=user_id, course_key__in=list(keys), completed_at__isnull=False)
    return frozenset(runs.values_list("course_key", flat=True))


def missing_before(user, course: CoursePage) -> list[Prerequisite]:
    """The courses that `user` must complete before enrolling in `course` by themselves."""
    hard = [before for before in prerequisites_of(course) if before.is_hard]
    done = completed_courses(user.pk, [before.course_key for before in hard]) if hard else frozenset()
    return [before for before in hard if before.course_key not in done]


def demands(course_id: int, other_id: int) -> bool:
    """Does `course_id` demand `other_id`, at once or by way of courses between? One query a step."""
    seen: set[int] = set()
    ahead = {course_id}
    while ahead:
        if other_id in ahead:
            return True
        seen |= ahead
        rows = CoursePrerequisite.objects.filter(course_id__in=ahead, is_hard=True)
        ahead = set(rows.values_list("required_id", flat=True)) - seen
    return False
