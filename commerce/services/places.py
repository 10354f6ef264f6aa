"""Turning paid lines into places in batches, and taking them back."""

from collections.abc import Sequence
from datetime import datetime

from classroom.models import CourseBatch
from classroom.services.paid_places import join_by_purchase, leave_by_refund, lock_batches
from commerce.models import Hold, Order, OrderFlag, OrderLine
from lms_site.errors import DomainError

from .flags import flag_order
from .holds import release_holds


def give_places(*, order: Order, lines: Sequence[OrderLine], now: datetime) -> list[OrderLine]:
    """Seat the buyer of the locked order in the batches of these lines; returns the lines that could be.

    The others are flagged for staff, and the order goes on holding their seats.
    """
    lock_batches(_batch_of(line).pk for line in lines)
    given = []
    for line in lines:
        refusal = _give(order, line, now)
        if refusal is None:
            given.append(line)
        else:
            flag_order(order=order, reason=OrderFlag.Reason.CLOSED, line=line, note=refusal, now=now)
    return given


def _give(order: Order, line: OrderLine, now: datetime) -> str | None:
    """Why it could not be given, None where it was; "" where the buyer's account is gone."""
    if order.user is None:
        return ""
    try:
        join_by_purchase(user=order.user, batch_id=_batch_of(line).pk, now=now)
    except DomainError as refusal:
        return str(refusal.message)
    order.holds.filter(stock=line.offer.stock_id).update(state=Hold.State.PASSED)
    return None


def take_place_back(*, line: OrderLine, now: datetime) -> None:
    """End the place that a line has given, once; where it has given none, its seat goes on to others."""
    order, batch = line.order, _batch_of(line)
    if line.fulfilled_at is None:
        release_holds(order=order, stock_ids=[batch.stock_id], now=now)
    elif line.ended_at is None and order.user is not None:
        leave_by_refund(user=order.user, batch_id=batch.pk, now=now)


def _batch_of(line: OrderLine) -> CourseBatch:
    """The batch of a line of a place; the database holds that there is one."""
    if line.offer.batch is None:
        raise LookupError(line.pk)
    return line.offer.batch
