"""Who teaches a course."""

from django.db.models import IntegerField

from catalog.models import CourseInstructor, CoursePage
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
