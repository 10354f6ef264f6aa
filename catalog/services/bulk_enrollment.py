"""Enrolling many people at once, as fast as the database takes rows."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import UserActivity
from catalog.errors import CourseClosed
from catalog.events import StudentEnrolled
from catalog.models import CoursePage, Enrollment, Grant
from catalog.queries.outline import course_outline
from lms_site.events import publish_many


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
    # All of the course's, not `user_id__in`: thousands of parameters cost more than the rows.
    known = Enrollment.objects.filter(course_key=course.translation_key)
    for user_id in known.values_list("user_id", flat=True):
        people.pop(user_id, None)
    enrollments = _insert_enrollments(people.values(), course, now)
    if enrollments:
        _insert_grants_and_activity(enrollments, course, now)
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


def _insert_grants_and_activity(enrollments: list[Enrollment], course: CoursePage, now: datetime) -> None:
    """What `enroll` writes for one person, for all of these: two statements that the database fills itself.

    Ten thousand objects of each kind would take longer to make in Python than to store.
    """
    key, first, last = str(course.translation_key), enrollments[0].pk, enrollments[-1].pk
    batch = Enrollment.objects.filter(course_key=course.translation_key, enrolled_at=now, pk__gte=first, pk__lte=last)
    ids, parameters = batch.order_by().values("pk").query.sql_with_params()
    grants, log, runs = (model._meta.db_table for model in (Grant, UserActivity, Enrollment))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {grants} (enrollment_id, source, reference, starts_at) "
            f"SELECT id, %s, %s || user_id, enrolled_at FROM {runs} WHERE id IN ({ids})",
            [Grant.Source.STAFF, f"{key}:", *parameters],
        )
        cursor.execute(
            f"INSERT INTO {log} (user_id, verb, label, object_key, created_at) "
            f"SELECT user_id, %s, %s, %s, enrolled_at FROM {runs} WHERE id IN ({ids})",
            ["enrolled", course.title, key, *parameters],
        )
