"""Enrolling many people at once, as fast as the database takes rows."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import UserActivity
from accounts.services.activity import record_activities
from catalog.errors import CourseClosed
from catalog.events import StudentEnrolled
from catalog.models import CoursePage, Enrollment, Grant
from catalog.queries.outline import course_outline
from lms_site.events import publish_many

from .enrollment import free_reference


@transaction.atomic
def enroll_many(*, users: Iterable, course: CoursePage, now: datetime | None = None) -> int:
    """Enroll people by staff, all or nothing, and return how many runs began.

    People who have a run already keep it as it is, whether active or left: to reopen one, use
    `enroll`. Writes enrollments, grants, activity and one StudentEnrolled a person in a handful
    of statements; mails follow after the commit. Raises CourseClosed.
    """
    if not course.live:
        raise CourseClosed
    now = now or timezone.now()
    people = {user.pk: user for user in users}
    known = Enrollment.objects.filter(course_key=course.translation_key, user_id__in=people)
    for user_id in known.values_list("user_id", flat=True):
        people.pop(user_id, None)
    enrollments = _insert_enrollments(people.values(), course, now)
    _insert_grants(enrollments, people, course, now)
    record_activities(
        UserActivity(
            user_id=enrollment.user_id,
            verb="enrolled",
            label=course.title,
            object_key=str(course.translation_key),
            created_at=now,
        )
        for enrollment in enrollments
    )
    publish_many(
        StudentEnrolled(enrollment_id=enrollment.pk, user_id=enrollment.user_id, course_id=course.pk)
        for enrollment in enrollments
    )
    return len(enrollments)


def _insert_enrollments(users, course, now) -> list[Enrollment]:
    required_count = len(course_outline(course).required_keys)
    return Enrollment.objects.bulk_create(
        [
            Enrollment(
                user_id=user.pk,
                course_key=course.translation_key,
                required_count=required_count,
                enrolled_at=now,
                drip_from=now,
            )
            for user in users
        ],
        batch_size=5000,
    )


def _insert_grants(enrollments, people, course, now) -> None:
    Grant.objects.bulk_create(
        [
            Grant(
                enrollment_id=enrollment.pk,
                source=Grant.Source.STAFF,
                reference=free_reference(people[enrollment.user_id], course.translation_key),
                starts_at=now,
            )
            for enrollment in enrollments
        ],
        batch_size=5000,
    )
