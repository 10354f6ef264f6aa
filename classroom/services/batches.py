"""Making batches, changing and ending them."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from zoneinfo import available_timezones

from django.db import transaction
from django.utils import timezone

from catalog.models import CoursePage
from classroom.errors import BatchInvalid
from classroom.join_codes import new_join_code
from classroom.models import BatchTeacher, CourseBatch, Joining, TeacherRole
from lms_site.models import Stock

from .locking import lock_batch, lock_open_batch
from .openings import push_openings
from .paid_courses import check_joining
from .seats import offer_free_seats
from .shown import show_batches


@dataclass(frozen=True, kw_only=True)
class BatchPlan:
    """What a teacher decides about a batch; `seats` None is no end. Days are those of `timezone`."""

    name: str
    starts_on: date
    ends_on: date
    timezone: str
    seats: int | None = None
    joining: str = Joining.CODE
    joins_from: datetime | None = None
    joins_until: datetime | None = None


@transaction.atomic
def create_batch(*, course: CoursePage, plan: BatchPlan, teacher) -> CourseBatch:
    """A batch of the course with `teacher` as its first teacher. Raises BatchInvalid."""
    _check(plan)
    check_joining(course.translation_key, plan.joining)
    fields = asdict(plan)
    stock = Stock.objects.create(name=plan.name, capacity=fields.pop("seats"))
    batch = CourseBatch.objects.create(
        course_key=course.translation_key, stock=stock, join_code=new_join_code(), created_by=teacher, **fields
    )
    BatchTeacher.objects.create(batch=batch, user=teacher, role=TeacherRole.TEACHER)
    show_batches(course_key=batch.course_key)
    return batch


@transaction.atomic
def change_batch(*, batch: CourseBatch, plan: BatchPlan) -> CourseBatch:
    """Plan it anew; those in it stay, and their modules follow the first day.

    Raises BatchInvalid, also for fewer seats than are taken, and BatchArchived.
    """
    _check(plan)
    batch = lock_open_batch(batch.pk)
    check_joining(batch.course_key, plan.joining)
    stock = Stock.objects.select_for_update().get(pk=batch.stock_id)
    fields, began_at = asdict(plan), batch.begins_at
    seats = fields.pop("seats")
    if seats is not None and seats < stock.taken:
        raise BatchInvalid("BATCH_SEATS_TAKEN")
    stock.name, stock.capacity = plan.name, seats
    stock.save(update_fields=["name", "capacity"])
    for name, value in fields.items():
        setattr(batch, name, value)
    batch.save(update_fields=list(fields))
    batch.stock = stock
    if batch.begins_at != began_at:
        push_openings(batch=batch)
    offer_free_seats(batch=batch, now=timezone.now())
    show_batches(course_key=batch.course_key)
    return batch


@transaction.atomic
def archive_batch(*, batch: CourseBatch, now: datetime | None = None) -> CourseBatch:
    """Close it for good: it can be read, and nobody joins or changes it any more. Twice is doing it once."""
    batch = lock_batch(batch.pk)
    if batch.archived_at is None:
        batch.archived_at = now or timezone.now()
        batch.save(update_fields=["archived_at"])
        show_batches(course_key=batch.course_key)
    return batch


@transaction.atomic
def reset_join_code(*, batch: CourseBatch) -> CourseBatch:
    """Give it another code and link; the old ones lead nowhere from now on. Raises BatchArchived."""
    batch = lock_open_batch(batch.pk)
    batch.join_code = new_join_code()
    batch.save(update_fields=["join_code"])
    return batch


def _check(plan: BatchPlan) -> None:
    if plan.ends_on < plan.starts_on:
        raise BatchInvalid
    if plan.timezone not in available_timezones():
        raise BatchInvalid("BATCH_TIMEZONE")
    if plan.joins_from and plan.joins_until and plan.joins_until <= plan.joins_from:
        raise BatchInvalid("BATCH_JOINING_TIME")
