"""Giving back what one has bought, by oneself."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commerce.errors import RefundRefused
from commerce.models import OrderLine, Refund
from commerce.queries.refunds import return_right

from .refunds import request_refund

WHY_NOT = {
    "REFUND_NOTHING": _("There is nothing to give back here."),
    "REFUND_TOO_LATE": _("The time for giving this back is over. Write to us if something is wrong with it."),
    "REFUND_PROGRESS": _("You have learned too much of this to give it back. Write to us if something is wrong."),
}


def give_back(*, line: OrderLine, note: str = "", now: datetime | None = None) -> Refund:
    """Refund the whole of a line to its buyer, within the rules of `return_right`. Raises RefundRefused."""
    right = return_right(line, now=now)
    if not right.allowed:
        raise RefundRefused(right.reason, WHY_NOT[right.reason])
    return request_refund(
        order=line.order,
        amounts={line.pk: None},
        reason=Refund.Reason.LEARNER,
        by=line.order.user,
        note=note,
        now=now,
    )
