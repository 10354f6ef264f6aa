"""The open batches of a course as its page lists them: the same for everybody, so nothing of a person."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice
from typing import Any
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise

from classroom.models import CourseBatch, Joining
from classroom.queries.open_batches import open_batches
from commerce.gateways import current_gateway
from commerce.models import Offer

MOST_BATCHES, MOST_TIMES = 8, 8
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
    """The open batches of a course, the next to begin first; one query.

    It reads a row for each time of the week: a course page has few queries to spend, and a batch few times.
    """
    rows = open_batches(now).filter(course_key=course_key).select_related("stock", "offer")
    times = {name: F(f"slots__{name}") for name in ("weekday", "begins", "minutes")}
    ordered = rows.annotate(**times).order_by("starts_on", "pk", "weekday", "begins")[: MOST_BATCHES * MOST_TIMES]
    grouped = groupby((row for row in ordered if row.over_at > now), key=lambda row: row.pk)
    return [_row(list(same), now) for _pk, same in islice(grouped, MOST_BATCHES)]


def _time_of(row: Any) -> WeekTime:
    return WeekTime(weekday=WEEKDAYS[row.weekday], begins=row.begins, ends=_later(row.begins, row.minutes))


def _row(rows: list[CourseBatch], now: datetime) -> BatchRow:
    """One batch, read once for each of its weekly times."""
    batch = rows[0]
    offer = _offer_of(batch)
    act = _act(batch, offer)
    to_buy = offer is not None and act == BUY
    return BatchRow(
        batch=batch,
        times=tuple(_time_of(row) for row in rows if getattr(row, "weekday", None) is not None),
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
