"""Keeping what can run out for who is paying, and giving it back."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from classroom.services.paid_places import lock_batches, wait_first
from commerce.errors import SoldOut
from commerce.models import Hold, Order

from .seats import hand_back, take


@transaction.atomic(savepoint=False)  # who is refused orders nothing at all
def hold_stocks(
    *, order: Order, stock_ids: Iterable[int], seats: Mapping[int, int] | None = None, now: datetime | None = None
) -> None:
    """Take one of each stock for the order, all or none; raises SoldOut. In the order of their numbers.

    `seats` are the batches of those stocks that are seats. The conditional UPDATE is the lock: of many at
    once at the last one, one takes it. Somebody who has waited takes the seat that is kept for them.
    """
    seats, now = seats or {}, now or timezone.now()
    lock_batches(seats.values())
    wanted = sorted(set(stock_ids))
    if not all(take(stock_id, seats.get(stock_id), user=order.user, now=now) for stock_id in wanted):
        raise SoldOut
    Hold.objects.bulk_create(Hold(stock_id=stock_id, order=order) for stock_id in wanted)


def lock_seats(*, order: Order, seats: Mapping[int, int]) -> None:
    """Lock the batches of `seats` and those whose seats the order holds, before one takes the other's place."""
    held = order.holds.filter(stock__batch__isnull=False).values_list("stock__batch", flat=True)
    lock_batches([*held, *seats.values()])


def keep_holds(*, order: Order, now: datetime | None = None) -> bool:
    """What the locked order holds is its own for good; whether it has all that it held once. In a transaction.

    Holds that were given back are taken again while there is something left; where there is not, nothing
    changes but that the buyer is the first to wait for a seat. For a coupon it is forgiven: its discount was
    promised, and the money has come.
    """
    now = now or timezone.now()
    holds = list(order.holds.select_related("stock__coupon", "stock__batch").order_by("stock_id"))
    lock_batches(filter(None, map(_batch_of, holds)))
    retaken: dict[int, int | None] = {}
    missing = []
    for hold in holds:
        if hold.state != Hold.State.RELEASED:
            hold.state = Hold.State.USED
        elif take(hold.stock_id, _batch_of(hold), user=order.user, now=now):
            hold.state = Hold.State.USED
            retaken[hold.stock_id] = _batch_of(hold)
        elif hasattr(hold.stock, "coupon"):
            hold.state = Hold.State.LATE
        else:
            missing.append(hold)
    if missing:
        hand_back(retaken, user=order.user, now=now)
        _wait_for(missing, order.user, now)
        return False
    if holds:
        Hold.objects.bulk_update(holds, ["state"])
    return True


@transaction.atomic
def release_holds(*, order: Order, stock_ids: Iterable[int] | None = None, now: datetime | None = None) -> None:
    """Give back what the locked order holds, or of that these stocks alone; twice is doing it once.

    Seats that have passed on to members are not the order's any more.
    """
    holds = order.holds.filter(state__in=[Hold.State.HELD, Hold.State.USED])
    if stock_ids is not None:
        holds = holds.filter(stock__in=list(stock_ids))
    taken = dict(holds.values_list("stock_id", "stock__batch"))
    lock_batches(filter(None, taken.values()))
    hand_back(taken, user=order.user, now=now or timezone.now())
    order.holds.filter(stock__in=list(taken)).update(state=Hold.State.RELEASED)


def _batch_of(hold: Hold) -> int | None:
    batch = getattr(hold.stock, "batch", None)
    return batch.pk if batch else None


def _wait_for(holds: list[Hold], user, now: datetime) -> None:
    for hold in holds:
        batch_id = _batch_of(hold)
        if user is not None and batch_id is not None:
            wait_first(user=user, batch_id=batch_id, now=now)
