"""Who teaches a course."""

from catalog.models import CoursePage


def instructors_of(course: CoursePage) -> list:
    """Users in the order the course names them, each with `profile` loaded; one query."""
    rows = course.course_instructors.all()
    if hasattr(rows, "select_related"):
        rows = rows.select_related("user__profile")
    return [row.user for row in rows if row.user.is_active]


def instructor_names(course: CoursePage) -> str:
    """Their names, joined for one line."""
    return ", ".join(user.name for user in instructors_of(course))[:500]
