"""Who teaches a course, and what everybody may see of a person."""

from dataclasses import dataclass

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet

from accounts.models import User, UserProfile
from catalog.models import CourseInstructor, CoursePage, CourseSummary
from catalog.people import person_url
from lms_site.prepared import Prepared

INSTRUCTORS: Prepared = Prepared(
    lambda course: (
        CourseInstructor.objects.filter(course_id=course).select_related("user__profile").order_by("sort_order", "pk")
    ),
    course=IntegerField(),
)


def instructors_of(course: CoursePage) -> list:
    """Users in the order the course names them, each with `profile` loaded; one query.

    In a preview those that the draft names, whose profiles are then read one by one.
    """
    rows = course.course_instructors.all()
    if hasattr(rows, "select_related"):
        rows = INSTRUCTORS.rows(course=course.pk)
    return [row.user for row in rows if row.user.is_active]


def instructor_names(course: CoursePage) -> str:
    """Their names, joined for one line."""
    return ", ".join(user.name for user in instructors_of(course))[:500]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person whom everybody may see; `cards` are the courses they teach, the most visited first."""

    user: User
    profile: UserProfile | None
    cards: list[CourseSummary]

    @property
    def url(self) -> str:
        return person_url(self.user)


def people_with_pages() -> QuerySet[User]:
    """Everybody who has a public page: who teaches a course that is listed, and whoever wants one."""
    taught = CourseSummary.objects.filter(course__course_instructors__user=OuterRef("pk"))
    return User.objects.filter(Q(Exists(taught)) | Q(profile__is_public=True), is_active=True)


def person_page(pk: int) -> PersonPage | None:
    """The public page of a person, None for whoever has none; two queries."""
    user = people_with_pages().select_related("profile").filter(pk=pk).first()
    if user is None:
        return None
    cards = CourseSummary.objects.filter(course__course_instructors__user=user).order_by("-learner_count", "pk")
    return PersonPage(user, getattr(user, "profile", None), list(cards))
