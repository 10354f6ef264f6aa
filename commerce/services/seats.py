"""What orders hold, taken and given back: seats of batches as their batch wants it, all else as it is counted.

Batches are locked before any stock and in the order of their numbers, so that nobody waits in a circle.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from classroom.services.paid_places import free_held_seat, hold_seat
from lms_site.stock import give_back, take_one


def take(stock_id: int, batch_id: int | None, *, user, now: datetime) -> bool:
    """One of the stock for `user`; False where nothing is left."""
    if batch_id is None:
        return take_one(stock_id)
    return hold_seat(user=user, batch_id=batch_id, now=now)


def hand_back(stocks: Mapping[int, int | None], *, user, now: datetime) -> None:
    """Give one of each stock back; a seat, by its stock with the id of its batch, goes to whoever waits for it."""
    give_back(_loose(stocks))
    for stock_id in sorted(stocks):
        batch_id = stocks[stock_id]
        if batch_id is not None:
            free_held_seat(user=user, batch_id=batch_id, now=now)


def _loose(stocks: Mapping[int, int | None]) -> Iterable[int]:
    return [stock_id for stock_id, batch_id in stocks.items() if batch_id is None]
