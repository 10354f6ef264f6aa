"""Opening one course to many people at once by a fact that they share: a batch that they are in."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import ActivityVerb, UserActivity
from accounts.services.activity import record_activities
from catalog.errors import CourseClosed
from catalog.events import StudentEnrolled
from catalog.models import CoursePage, Enrollment, Grant
from catalog.queries.outline import course_outline
from lms_site.events import publish_many

A_STATEMENT = 1000


@transaction.atomic
def enroll_group(
    *,
    course: CoursePage,
    references: Mapping[int, str],
    source: str,
    now: datetime | None = None,
) -> None:
    """Open `course` to each person of `references` (id of the person to reference of the grant), all or none.

    For each of them this is `enroll`, and idempotent as that is. Runs are locked in the order of their numbers.
    Raises CourseClosed.
    """
    if not course.live:
        raise CourseClosed
    now = now or timezone.now()
    runs = _latest_runs(course, references)
    left = [run for run in runs.values() if not run.is_active]
    made = _begin_runs(course, sorted(set(references) - set(runs)), now)
    Enrollment.objects.filter(pk__in=[run.pk for run in left]).update(is_active=True, left_at=None)
    runs |= {run.user_id: run for run in made}
    Grant.objects.bulk_create(
        [
            Grant(enrollment=runs[user_id], source=source, reference=reference, starts_at=now)
            for user_id, reference in references.items()
        ],
        update_conflicts=True,
        unique_fields=["source", "reference"],
        update_fields=["enrollment", "ends_at"],
        batch_size=A_STATEMENT,
    )
    _tell([*left, *made], course, now)


@transaction.atomic
def revoke_group(*, source: str, references: Iterable[str], now: datetime | None = None) -> None:
    """End these grants and no others, as `revoke` does with one."""
    now = now or timezone.now()
    grants = Grant.objects.select_for_update().filter(source=source, reference__in=list(references)).order_by("pk")
    pks = list(grants.valid_at(now).values_list("pk", flat=True))
    Grant.objects.filter(pk__in=pks).update(ends_at=now)


def _latest_runs(course: CoursePage, references: Mapping[int, str]) -> dict[int, Enrollment]:
    rows = Enrollment.objects.select_for_update().filter(course_key=course.translation_key, user_id__in=references)
    return {run.user_id: run for run in sorted(rows.order_by("pk"), key=lambda run: run.run)}


def _begin_runs(course: CoursePage, user_ids: list[int], now: datetime) -> list[Enrollment]:
    if not user_ids:
        return []
    run = {
        "course_key": course.translation_key,
        "required_count": len(course_outline(course).required_keys),
        "enrolled_at": now,
        "drip_from": now,
    }
    return Enrollment.objects.bulk_create(
        [Enrollment(user_id=user_id, **run) for user_id in user_ids], batch_size=A_STATEMENT
    )


def _tell(begun: list[Enrollment], course: CoursePage, now: datetime) -> None:
    if not begun:
        return
    key = str(course.translation_key)
    record_activities(
        UserActivity(
            user_id=run.user_id, verb=ActivityVerb.ENROLLED, label=course.title, object_key=key, created_at=now
        )
        for run in begun
    )
    publish_many(StudentEnrolled(enrollment_id=run.pk, user_id=run.user_id, course_id=course.pk) for run in begun)
