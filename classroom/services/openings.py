"""When modules open in a batch: counting from its first day, at fixed dates, and to one member otherwise."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from catalog.models import Enrollment
from catalog.services.openings import Anchor, open_as_for_others, open_for_learner, set_openings
from classroom.errors import NotInBatch
from classroom.models import BatchMember, CourseBatch, ModuleDate

from .locking import lock_open_batch


@transaction.atomic
def set_module_dates(*, batch: CourseBatch, dates: Mapping[UUID, datetime]) -> None:
    """Open these modules to the batch at these moments, and all others as the course says. Raises BatchArchived."""
    batch = lock_open_batch(batch.pk)
    ModuleDate.objects.filter(batch=batch).delete()
    rows = [ModuleDate(batch=batch, module_key=key, opens_at=moment) for key, moment in dates.items()]
    ModuleDate.objects.bulk_create(rows)
    push_openings(batch=batch)


def anchor_of(batch: CourseBatch) -> Anchor:
    """The first day of the batch, by its clocks."""
    return Anchor(batch.begins_at, batch.timezone)


def push_openings(*, batch: CourseBatch, user_ids: Iterable[int] | None = None) -> None:
    """Tell the runs of all members, or of those named, when modules open by the batch. Call it under its lock."""
    if user_ids is None:
        user_ids = BatchMember.objects.filter(batch=batch, left_at=None).values_list("user_id", flat=True)
    set_openings(
        course_key=batch.course_key,
        user_ids=user_ids,
        openings=dict(ModuleDate.objects.filter(batch=batch).values_list("module_key", "opens_at")),
        anchor=anchor_of(batch),
    )


def follow_openings(*, batch: CourseBatch, enrollment: Enrollment) -> None:
    """Let modules open to the run of somebody who has just joined as they do for the batch."""
    has_dates = ModuleDate.objects.filter(batch=batch).exists()
    if has_dates or enrollment.openings or Anchor(enrollment.drip_from, enrollment.drip_zone) != anchor_of(batch):
        push_openings(batch=batch, user_ids=[enrollment.user_id])


def openings_after_leaving(*, batch: CourseBatch, user_ids: list[int]) -> None:
    """Let modules open to people who left the batch as the course says, or by another batch that they are in."""
    others = BatchMember.objects.filter(batch__course_key=batch.course_key, user_id__in=user_ids, left_at=None)
    elsewhere = {member.user_id: member.batch for member in others.select_related("batch").order_by("joined_at")}
    gone = [user_id for user_id in user_ids if user_id not in elsewhere]
    set_openings(course_key=batch.course_key, user_ids=gone, openings={})
    for user_id, other in elsewhere.items():
        push_openings(batch=other, user_ids=[user_id])


@transaction.atomic
def open_module_to_member(*, batch: CourseBatch, user, module_key: UUID, opens_at: datetime | None) -> None:
    """Open a module to one member at `opens_at`, or now (None). Raises NotInBatch, BatchArchived."""
    open_for_learner(enrollment=_run_of_member(batch, user), module_key=module_key, opens_at=opens_at)


@transaction.atomic
def open_module_as_for_others(*, batch: CourseBatch, user, module_key: UUID) -> None:
    """Take the exception of one member back; twice is doing it once. Raises NotInBatch, BatchArchived."""
    open_as_for_others(enrollment=_run_of_member(batch, user), module_key=module_key)


def _run_of_member(batch: CourseBatch, user) -> Enrollment:
    batch = lock_open_batch(batch.pk)
    is_member = BatchMember.objects.filter(batch=batch, user=user, left_at=None).exists()
    run = Enrollment.objects.filter(course_key=batch.course_key, user=user, is_active=True).first()
    if not is_member or run is None:
        raise NotInBatch
    return run
