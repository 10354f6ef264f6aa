"""Making batches, changing and ending them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, timedelta
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
from .slots import SlotPlan, write_slots
from .weekly_sessions import sessions_from_slots

LONGEST = timedelta(days=3 * 366)
# What calendars and clocks can reckon with, and nobody types by mistake.
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 1, 1)
NAME_LENGTH, MOST_SEATS = 120, 100_000


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
    attendance_percent: int = 50


def plan_of(batch: CourseBatch) -> BatchPlan:
    """What was decided about the batch; it comes with its stock."""
    names = [field.name for field in fields(BatchPlan) if field.name != "seats"]
    return BatchPlan(seats=batch.stock.capacity, **{name: getattr(batch, name) for name in names})


@transaction.atomic
def create_batch(
    *, course: CoursePage, plan: BatchPlan, teacher, slots: Sequence[SlotPlan] = (), now: datetime | None = None
) -> CourseBatch:
    """A batch of the course with `teacher` as its first teacher, and the sessions of its weekly times.

    Raises BatchInvalid.
    """
    plan = _checked(plan)
    check_joining(course.translation_key, plan.joining)
    planned = asdict(plan)
    stock = Stock.objects.create(name=plan.name, capacity=planned.pop("seats"))
    batch = CourseBatch.objects.create(
        course_key=course.translation_key, stock=stock, join_code=new_join_code(), created_by=teacher, **planned
    )
    BatchTeacher.objects.create(batch=batch, user=teacher, role=TeacherRole.TEACHER)
    if slots:
        write_slots(batch, slots)
        sessions_from_slots(batch=batch, now=now)
    show_batches(course_key=batch.course_key)
    return batch


@transaction.atomic
def change_batch(
    *, batch: CourseBatch, plan: BatchPlan, slots: Sequence[SlotPlan] | None = None, now: datetime | None = None
) -> CourseBatch:
    """Plan it anew; those in it stay, their modules follow the first day, the weekly times stay unless others come.

    With another time zone the days begin at other moments; what comes of the weekly times keeps its time of day.
    Raises BatchInvalid, also for fewer seats than are taken, BatchArchived.
    """
    now, plan = now or timezone.now(), _checked(plan)
    batch = lock_open_batch(batch.pk)
    check_joining(batch.course_key, plan.joining)
    planned, days_before = asdict(plan), (batch.begins_at, batch.over_at)
    batch.stock = _change_stock(batch, plan.name, planned.pop("seats"))
    for name, value in planned.items():
        setattr(batch, name, value)
    batch.revision, batch.changed_at = batch.revision + 1, now
    batch.save(update_fields=[*planned, "revision", "changed_at"])
    if slots is not None:
        write_slots(batch, slots)
    if slots is not None or (batch.begins_at, batch.over_at) != days_before:
        sessions_from_slots(batch=batch, now=now)
    if batch.begins_at != days_before[0]:
        push_openings(batch=batch)
    offer_free_seats(batch=batch, now=now)
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
def reopen_batch(*, batch: CourseBatch, now: datetime | None = None) -> CourseBatch:
    """Take it out of the archive; seats that came free meanwhile go to those who wait. Twice is doing it once."""
    batch = lock_batch(batch.pk)
    if batch.archived_at is not None:
        batch.archived_at = None
        batch.save(update_fields=["archived_at"])
        offer_free_seats(batch=batch, now=now or timezone.now())
        show_batches(course_key=batch.course_key)
    return batch


@transaction.atomic
def reset_join_code(*, batch: CourseBatch) -> CourseBatch:
    """Give it another code and link; the old ones lead nowhere from now on. Raises BatchArchived."""
    batch = lock_open_batch(batch.pk)
    batch.join_code = new_join_code()
    batch.save(update_fields=["join_code"])
    return batch


def is_near(day: date) -> bool:
    """Whether calendars can reckon with it, wherever on earth."""
    return EARLIEST <= day < LATEST


def _change_stock(batch: CourseBatch, name: str, seats: int | None) -> Stock:
    """The seats of the locked batch, as many as are planned. Raises BatchInvalid where more are taken."""
    stock = Stock.objects.select_for_update().get(pk=batch.stock_id)
    if seats is not None and seats < stock.taken:
        raise BatchInvalid("BATCH_SEATS_TAKEN")
    stock.name, stock.capacity = name, seats
    stock.save(update_fields=["name", "capacity"])
    return stock


def _checked(plan: BatchPlan) -> BatchPlan:
    """The plan with its name in one line. Raises BatchInvalid for one that makes no sense."""
    plan = replace(plan, name=" ".join(plan.name.split()))
    if not plan.name or len(plan.name) > NAME_LENGTH:
        raise BatchInvalid("BATCH_NAME")
    if plan.seats is not None and not 1 <= plan.seats <= MOST_SEATS:
        raise BatchInvalid("BATCH_SEATS")
    if plan.timezone not in available_timezones():
        raise BatchInvalid("BATCH_TIMEZONE")
    if not 1 <= plan.attendance_percent <= 100:
        raise BatchInvalid("BATCH_ATTENDANCE")
    _check_days(plan)
    return plan


def _check_days(plan: BatchPlan) -> None:
    if plan.ends_on < plan.starts_on:
        raise BatchInvalid
    if plan.ends_on - plan.starts_on > LONGEST:
        raise BatchInvalid("BATCH_TOO_LONG")
    moments = [moment.date() for moment in (plan.joins_from, plan.joins_until) if moment is not None]
    if any(not is_near(day) for day in (plan.starts_on, plan.ends_on, *moments)):
        raise BatchInvalid("BATCH_DAYS")
    if plan.joins_from and plan.joins_until and plan.joins_until <= plan.joins_from:
        raise BatchInvalid("BATCH_JOINING_TIME")
