"""Giving back what one has bought, by oneself."""

from datetime import datetime

from commerce.errors import RefundRefused
from commerce.models import OrderLine, Refund
from commerce.queries.refunds import return_right

from .refunds import request_refund


def give_back(*, line: OrderLine, note: str = "", now: datetime | None = None) -> Refund:
    """Refund the whole of a line to its buyer, within the rules of `return_right`. Raises RefundRefused."""
    right = return_right(line, now=now)
    if not right.allowed:
        raise RefundRefused(right.reason)
    return request_refund(
        order=line.order,
        amounts={line.pk: None},
        reason=Refund.Reason.LEARNER,
        by=line.order.user,
        note=note,
        now=now,
    )
