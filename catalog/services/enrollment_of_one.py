"""Opening several courses to one person at once: what a purchase does, whatever its size, in few queries."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import ActivityVerb, UserActivity
from accounts.services.activity import record_activities
from catalog.errors import CourseClosed
from catalog.events import StudentEnrolled
from catalog.models import CoursePage, Enrollment, Grant
from catalog.queries.outline import course_outlines
from lms_site.events import publish_many


@transaction.atomic(savepoint=False)  # nothing is written before the one refusal
def enroll_in_courses(
    *, user, courses: Mapping[str, CoursePage], source: str, now: datetime | None = None
) -> dict[UUID, Enrollment]:
    """Open each of `courses`, given by the reference of its grant; returns the runs by course key.

    For each course this is `enroll`, and idempotent as that is; a course must be named once. Runs are locked
    in the order of their numbers. Raises CourseClosed when one of them is not live: none is opened then.
    """
    if not all(course.live for course in courses.values()):
        raise CourseClosed
    now = now or timezone.now()
    by_key = {course.translation_key: course for course in courses.values()}
    runs, begun = _active_runs(user, by_key, now)
    _grant({reference: runs[course.translation_key] for reference, course in courses.items()}, source, now)
    _tell(user, [(runs[key], by_key[key]) for key in begun], now)
    return runs


def _active_runs(user, courses: Mapping[UUID, CoursePage], now: datetime) -> tuple[dict[UUID, Enrollment], list[UUID]]:
    """The locked active run of each course, and the courses whose run has just begun or begun again."""
    runs = _latest_runs(user, courses)
    missing = [course for key, course in courses.items() if key not in runs]
    if missing:
        outlines = course_outlines(missing)
        # Another transaction may begin the same run: then we wait for it and take its row.
        made = Enrollment.objects.bulk_create(
            [
                Enrollment(
                    user=user,
                    course_key=course.translation_key,
                    enrolled_at=now,
                    drip_from=now,
                    required_count=len(outlines[course.pk].required_keys),
                )
                for course in missing
            ],
            update_conflicts=True,
            unique_fields=["user", "course_key", "run"],
            update_fields=["is_active"],
        )
        runs |= {run.course_key: run for run in made}
    left = [run for run in runs.values() if not run.is_active]
    for run in left:
        run.is_active, run.left_at = True, None
    if left:
        Enrollment.objects.bulk_update(left, ["is_active", "left_at"])
    begun = {course.translation_key for course in missing} | {run.course_key for run in left}
    return runs, [key for key in courses if key in begun]


def _latest_runs(user, courses: Mapping[UUID, CoursePage]) -> dict[UUID, Enrollment]:
    rows = Enrollment.objects.select_for_update().filter(user=user, course_key__in=list(courses))
    return {run.course_key: run for run in sorted(rows.order_by("pk"), key=lambda run: run.run)}


def _grant(runs: Mapping[str, Enrollment], source: str, now: datetime) -> None:
    """One grant a reference, valid from now on without end, whether it is new, had ended or was another run's."""
    Grant.objects.bulk_create(
        [Grant(enrollment=run, source=source, reference=reference, starts_at=now) for reference, run in runs.items()],
        update_conflicts=True,
        unique_fields=["source", "reference"],
        update_fields=["enrollment", "ends_at"],
    )


def _tell(user, begun: list[tuple[Enrollment, CoursePage]], now: datetime) -> None:
    if not begun:
        return
    record_activities(
        UserActivity(
            user=user,
            verb=ActivityVerb.ENROLLED,
            label=course.title,
            object_key=str(course.translation_key),
            created_at=now,
        )
        for _run, course in begun
    )
    publish_many(StudentEnrolled(enrollment_id=run.pk, user_id=user.pk, course_id=course.pk) for run, course in begun)
