"""Learners of many courses."""

from accounts.models import User
from catalog.models import CoursePage, Enrollment, Grant
from catalog.services.enrollment import free_reference
from tests.factories.catalog import enroll


def enroll_in_all(user: User, courses: list[CoursePage]) -> None:
    """Enroll `user` in courses that are alike: in the first by the service, in the others by rows like its own."""
    first, keys = enroll(user, courses[0]), [course.translation_key for course in courses[1:]]
    shared = {"user": user, "enrolled_at": first.enrolled_at, "drip_from": first.drip_from}
    shared |= {"required_count": first.required_count}
    runs = Enrollment.objects.bulk_create(Enrollment(course_key=key, **shared) for key in keys)
    Grant.objects.bulk_create(
        Grant(enrollment=run, source=Grant.Source.FREE, reference=free_reference(user, run.course_key)) for run in runs
    )
