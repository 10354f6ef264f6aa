"""Taking and giving back one of what can run out, whatever the load."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import F, Q
from django.db.models.functions import Greatest

from lms_site.models import Stock

# Written out: each order takes something, and building this from objects takes longer than doing it.
TAKE = f"""
UPDATE {Stock._meta.db_table} SET taken = taken + 1 WHERE id = %s AND (capacity IS NULL OR taken < capacity)
"""


def take_one(stock_id: int) -> bool:
    """Take one of the stock; False where nothing is left. Call it inside a transaction.

    The conditional UPDATE is the lock: of many at once at the last one, one takes it.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [stock_id])
        return bool(cursor.rowcount)


def give_back(stock_ids: Iterable[int]) -> None:
    """Give one of each stock back, in the order of their numbers; what was not taken is not given."""
    for stock_id in sorted(stock_ids):
        Stock.objects.filter(pk=stock_id, taken__gt=0).update(taken=F("taken") - 1)


def take_many(stock_id: int, number: int) -> bool:
    """Take `number` of the stock, or none of them where so many are not left; as `take_one` otherwise."""
    fits = Q(capacity=None) | Q(taken__lte=F("capacity") - number)
    return bool(Stock.objects.filter(fits, pk=stock_id).update(taken=F("taken") + number))


def give_back_many(stock_id: int, number: int) -> None:
    """Give `number` of the stock back; never more than were taken."""
    left = Greatest(F("taken") - number, 0)
    Stock.objects.filter(pk=stock_id).update(taken=left)
