"""Teaching a batch again: a new one with the same plan, all days moved by the same number."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.errors import CourseClosed
from catalog.queries.named_courses import course_named
from classroom.errors import BatchInvalid
from classroom.models import BatchTeacher, CourseBatch, ModuleDate

from .batches import BatchPlan, create_batch, is_near, plan_of
from .copy_stream import copy_classwork, copy_stream
from .openings import set_module_dates
from .sessions import SessionPlan, schedule_session
from .slots import plans_of, write_slots
from .weekly_sessions import sessions_from_slots


@dataclass(frozen=True)
class Part:
    """Something of a batch that may be copied: what it is called, and what does it.

    `copy` gets the batch, the new one, and by how many days the new one is later.
    """

    label: str | Promise
    copy: Callable[[CourseBatch, CourseBatch, int], None]


@transaction.atomic
def copy_batch(
    *, batch: CourseBatch, name: str, starts_on: date, by, parts: Collection[str] | None = None
) -> CourseBatch:
    """A new batch of the same course from `starts_on` on, run by `by`; people and what they did stay behind.

    `parts` names what of `PARTS` comes along, everything by default. Length, seats and the way to join are the same,
    the code is a new one. Raises BatchInvalid, CourseClosed where the course is gone.
    """
    if not is_near(starts_on):
        raise BatchInvalid("BATCH_DAYS")
    course = course_named(batch.course_key)
    if course is None:
        raise CourseClosed
    days = (starts_on - batch.starts_on).days
    target = create_batch(course=course, plan=_moved_plan(batch, name, days), teacher=by)
    for key, part in PARTS.items():
        if parts is None or key in parts:
            part.copy(batch, target, days)
    return target


def moved(moment: datetime, days: int, zone: str) -> datetime:
    """The same time of day so many days later, by the clocks of `zone`; a time that is skipped there moves on."""
    local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) + timedelta(days=days)
    return local.replace(tzinfo=ZoneInfo(zone))


def copy_teachers(source: CourseBatch, target: CourseBatch, days: int) -> None:
    """Those who teach, in their roles."""
    there = set(target.teachers.values_list("user_id", flat=True))
    rows = [row for row in source.teachers.all() if row.user_id not in there]
    BatchTeacher.objects.bulk_create(BatchTeacher(batch=target, user_id=row.user_id, role=row.role) for row in rows)


def copy_slots(source: CourseBatch, target: CourseBatch, days: int) -> None:
    """The weekly times; held by the same people where they teach the new one."""
    teachers = _teacher_ids(target)
    plans = [replace(plan, pk=None, host=_kept(plan.host, teachers)) for plan in plans_of(source)]
    write_slots(target, plans)
    sessions_from_slots(batch=target)


def copy_sessions(source: CourseBatch, target: CourseBatch, days: int) -> None:
    """Single sessions that were not cancelled; those of the weekly times come from these."""
    teachers = _teacher_ids(target)
    for session in source.sessions.filter(slot_day=None, cancelled_at=None).select_related("host"):
        plan = SessionPlan(
            title=session.title,
            about=session.about,
            starts_at=moved(session.starts_at, days, source.timezone),
            minutes=round((session.ends_at - session.starts_at).total_seconds() / 60),
            host=_kept(session.host, teachers),
            partner=session.partner,
        )
        if target.begins_at <= plan.starts_at and plan.ends_at <= target.over_at:
            schedule_session(batch=target, plan=plan)


def copy_module_dates(source: CourseBatch, target: CourseBatch, days: int) -> None:
    """The fixed dates at which modules open."""
    dates = {
        row.module_key: moved(row.opens_at, days, source.timezone) for row in ModuleDate.objects.filter(batch=source)
    }
    if dates:
        set_module_dates(batch=target, dates=dates)


def copy_announcements(source: CourseBatch, target: CourseBatch, days: int) -> None:
    """What was told, at its time; as a draft where that is over."""
    copy_stream(source=source, target=target, shift_days=days)


def copy_materials(source: CourseBatch, target: CourseBatch, days: int) -> None:
    """Topics and what was handed out."""
    copy_classwork(source=source, target=target, shift_days=days)


# What is copied, in this order; areas that a batch gains add theirs here.
PARTS = {
    "teachers": Part(_("Teachers and assistants"), copy_teachers),
    "slots": Part(_("Weekly times"), copy_slots),
    "openings": Part(_("When modules open"), copy_module_dates),
    "sessions": Part(_("Single live sessions"), copy_sessions),
    "classwork": Part(_("Classwork"), copy_materials),
    "stream": Part(_("Announcements"), copy_announcements),
}


def _moved_plan(batch: CourseBatch, name: str, days: int) -> BatchPlan:
    plan = plan_of(batch)
    return replace(
        plan,
        name=name,
        starts_on=plan.starts_on + timedelta(days=days),
        ends_on=plan.ends_on + timedelta(days=days),
        joins_from=plan.joins_from and moved(plan.joins_from, days, plan.timezone),
        joins_until=plan.joins_until and moved(plan.joins_until, days, plan.timezone),
    )


def _teacher_ids(batch: CourseBatch) -> set[int]:
    return set(batch.teachers.values_list("user_id", flat=True))


def _kept(host, teacher_ids: set[int]):
    return host if host is not None and host.pk in teacher_ids else None
