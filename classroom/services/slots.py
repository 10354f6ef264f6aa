"""The weekly times of a batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from django.db import transaction

from accounts.models import User
from classroom.errors import BatchInvalid
from classroom.models import BatchTeacher, CourseBatch, Partner, WeeklySlot

from .locking import lock_open_batch

SHORTEST, LONGEST = 5, 12 * 60
MOST = 21


@dataclass(frozen=True, kw_only=True)
class SlotPlan:
    """A time of the week by the batch's clocks; Monday is 0. `pk` names the one that it changes, where there is one.

    Without a title it bears the batch's name.
    """

    weekday: int
    begins: time
    minutes: int
    title: str = ""
    host: User | None = None
    partner: str = Partner.JITSI
    pk: int | None = None


@transaction.atomic
def set_slots(*, batch: CourseBatch, slots: Sequence[SlotPlan]) -> list[WeeklySlot]:
    """Meet at these times of the week and at no others. Raises BatchInvalid, BatchArchived.

    A time that was there before keeps its row, and so does one that is moved and named by its `pk`.
    """
    batch = lock_open_batch(batch.pk)
    return write_slots(batch, slots)


def write_slots(batch: CourseBatch, slots: Sequence[SlotPlan]) -> list[WeeklySlot]:
    """`set_slots` of a batch that is locked, or new."""
    _check(batch, slots)
    rows = {slot.pk: slot for slot in batch.slots.all()}
    by_time = {(slot.weekday, slot.begins): slot.pk for slot in rows.values()}
    # Whoever takes over a time that was there gets its row: so no two rows ever have the same time on the way.
    kept = {plan: rows.pop(by_time[_time_of(plan)]) for plan in slots if _time_of(plan) in by_time}
    for plan in slots:
        if plan not in kept and plan.pk in rows:
            kept[plan] = rows.pop(plan.pk)
    WeeklySlot.objects.filter(pk__in=rows).delete()
    return [_write(kept.get(plan) or WeeklySlot(batch=batch), plan, batch) for plan in slots]


def plans_of(batch: CourseBatch) -> list[SlotPlan]:
    """The weekly times as they are planned; one query."""
    names = ("weekday", "begins", "minutes", "title", "host", "partner", "pk")
    return [SlotPlan(**{name: getattr(slot, name) for name in names}) for slot in batch.slots.select_related("host")]


def _time_of(plan: SlotPlan) -> tuple[int, time]:
    return plan.weekday, plan.begins


def _check(batch: CourseBatch, slots: Sequence[SlotPlan]) -> None:
    if len(slots) > MOST:
        raise BatchInvalid("SLOTS_TOO_MANY")
    if len({_time_of(plan) for plan in slots}) < len(slots):
        raise BatchInvalid("SLOT_TWICE")
    if any(not 0 <= plan.weekday <= 6 or not SHORTEST <= plan.minutes <= LONGEST for plan in slots):
        raise BatchInvalid("SLOT_LENGTH")
    hosts = {plan.host.pk for plan in slots if plan.host is not None}
    if hosts and BatchTeacher.objects.filter(batch=batch, user__in=hosts).count() < len(hosts):
        raise BatchInvalid("SLOT_HOST")


def _write(slot: WeeklySlot, plan: SlotPlan, batch: CourseBatch) -> WeeklySlot:
    slot.weekday, slot.begins, slot.minutes = plan.weekday, plan.begins, plan.minutes
    slot.title = " ".join(plan.title.split())[:120] or batch.name
    slot.host, slot.partner = plan.host, plan.partner
    slot.save()
    return slot
