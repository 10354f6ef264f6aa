"""The open batches of a course as its page lists them: the same for everybody, so nothing of a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise

from classroom.models import CourseBatch, Joining, WeeklySlot
from classroom.queries.open_batches import open_batches
from commerce.gateways import current_gateway
from commerce.models import Offer

MOST_BATCHES = 8
# What the one button of a batch does.
JOIN, BUY, WAIT, NOT_YET = "join", "buy", "wait", "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTime:
    """A time of the week by the clocks of the batch."""

    weekday: str | Promise
    begins: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """One batch; prices are None for one that is joined freely, and for one that is not on sale yet."""

    batch: CourseBatch
    times: tuple[WeekTime, ...]
    seats_left: int | None
    act: str
    url: str
    price_minor: int | None = None
    list_minor: int | None = None
    currency: str = ""


def course_batches(course_key: UUID, now: datetime) -> list[BatchRow]:
    """The open batches of a course, the next to begin first; two queries."""
    rows = open_batches(now).filter(course_key=course_key).select_related("stock", "offer").prefetch_related("slots")
    return [_row(batch, now) for batch in rows[:MOST_BATCHES] if batch.over_at > now]


def week_times(slots: Iterable[WeeklySlot]) -> tuple[WeekTime, ...]:
    """The times of the week in their order."""
    return tuple(
        WeekTime(weekday=WEEKDAYS[slot.weekday], begins=slot.begins, ends=_later(slot.begins, slot.minutes))
        for slot in slots
    )


def _row(batch: CourseBatch, now: datetime) -> BatchRow:
    offer = _offer_of(batch)
    act = _act(batch, offer)
    to_buy = offer is not None and act == BUY
    return BatchRow(
        batch=batch,
        times=week_times(batch.slots.all()),
        seats_left=batch.stock.left,
        act=act,
        url=reverse("commerce:add", args=[offer.pk]) if to_buy else reverse("classroom:batch", args=[batch.pk]),
        price_minor=(offer.sale_at(now) or offer.price_minor) if offer else None,
        list_minor=offer.price_minor if offer else None,
        currency=offer.currency if offer else "",
    )


def _offer_of(batch: CourseBatch) -> Offer | None:
    """What its places are sold by, None where none is sold."""
    offer = getattr(batch, "offer", None) if batch.joining == Joining.PURCHASE else None
    return offer if offer is not None and offer.is_active and current_gateway() else None


def _act(batch: CourseBatch, offer: Offer | None) -> str:
    if batch.joining == Joining.PURCHASE and offer is None:
        return NOT_YET
    if batch.stock.left == 0:
        return WAIT
    return BUY if offer is not None else JOIN


def _later(begins: time, minutes: int) -> time:
    return (datetime.combine(date.min, begins) + timedelta(minutes=minutes)).time()
