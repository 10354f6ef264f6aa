"""Enrolling many people at once, as fast as the database takes rows."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import UserActivity
from catalog.errors import CourseClosed
from catalog.events import StudentEnrolled
from catalog.models import CoursePage, Enrollment, Grant
from catalog.queries.outline import course_outline
from lms_site.bulk_insert import VALUE_AS_ID, insert_for_each
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
    # All of the course's, not `user_id__in`: thousands of parameters cost more than the rows.
    known = set(Enrollment.objects.filter(course_key=course.translation_key).values_list("user_id", flat=True))
    newcomers = {user.pk for user in users} - known
    if not newcomers:
        return 0
    begun = _insert_enrollments(sorted(newcomers), course, now or timezone.now())
    publish_many(
        StudentEnrolled(enrollment_id=enrollment_id, user_id=user_id, course_id=course.pk)
        for enrollment_id, user_id in begun
    )
    return len(begun)


def _insert_enrollments(user_ids: list[int], course: CoursePage, now: datetime) -> list[tuple[int, int]]:
    """What `enroll` writes for one person, for all of these; returns pairs of enrollment id and user id."""
    key = course.translation_key
    run = Enrollment(
        course_key=key, required_count=len(course_outline(course).required_keys), enrolled_at=now, drip_from=now
    )
    begun = insert_for_each(user_ids, run, columns={"user_id": VALUE_AS_ID}, returning=["id", "user_id"])
    grant = Grant(source=Grant.Source.STAFF, reference=f"{key}:", starts_at=now)
    insert_for_each(
        [enrollment_id for enrollment_id, _user_id in begun],
        grant,
        columns={"enrollment_id": "run.id", "reference": "%s || run.user_id"},
        joined=f"JOIN {Enrollment._meta.db_table} AS run ON run.id = {VALUE_AS_ID}",
    )
    activity = UserActivity(verb="enrolled", label=course.title, object_key=str(key), created_at=now)
    insert_for_each(user_ids, activity, columns={"user_id": VALUE_AS_ID})
    return begun
