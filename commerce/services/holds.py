"""Keeping what can run out for who is paying, and giving it back."""

from collections.abc import Iterable

from django.db import transaction

from commerce.errors import SoldOut
from commerce.models import Hold, Order
from lms_site.stock import give_back, take_one


@transaction.atomic(savepoint=False)  # who is refused orders nothing at all
def hold_stocks(*, order: Order, stock_ids: Iterable[int]) -> None:
    """Take one of each stock for the order, all or none; raises SoldOut. In the order of their numbers.

    The conditional UPDATE is the lock: of many at once at the last one, one takes it.
    """
    wanted = sorted(set(stock_ids))
    if not all(take_one(stock_id) for stock_id in wanted):
        raise SoldOut
    Hold.objects.bulk_create(Hold(stock_id=stock_id, order=order) for stock_id in wanted)


def keep_holds(*, order: Order) -> bool:
    """What the locked order holds is its own for good; whether it has all that it held once. In a transaction.

    Holds that were given back are taken again while there is something left; where there is not, nothing
    changes. For a coupon it is forgiven: its discount was promised, and the money has come.
    """
    holds = list(order.holds.select_related("stock__coupon").order_by("stock_id"))
    retaken = []
    for hold in holds:
        if hold.state != Hold.State.RELEASED:
            hold.state = Hold.State.USED
        elif take_one(hold.stock_id):
            hold.state = Hold.State.USED
            retaken.append(hold.stock_id)
        elif hasattr(hold.stock, "coupon"):
            hold.state = Hold.State.LATE
        else:
            give_back(retaken)
            return False
    if holds:
        Hold.objects.bulk_update(holds, ["state"])
    return True


@transaction.atomic
def release_holds(*, order: Order, stock_ids: Iterable[int] | None = None) -> None:
    """Give back what the locked order holds, or of that these stocks alone; twice is doing it once."""
    holds = order.holds.filter(state__in=[Hold.State.HELD, Hold.State.USED])
    if stock_ids is not None:
        holds = holds.filter(stock__in=list(stock_ids))
    taken = sorted(holds.values_list("stock_id", flat=True))
    give_back(taken)
    order.holds.filter(stock__in=taken).update(state=Hold.State.RELEASED)
