"""Money back for what was bought: asked for by the buyer, or given by staff."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest

from commerce.errors import RefundRefused
from commerce.models import Order, OrderLine, Refund
from commerce.queries.refunds import return_right

from .audit import record_act
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


@transaction.atomic
def refund_by_staff(
    *,
    order: Order,
    amounts: Mapping[int, int | None],
    by,
    note: str = "",
    ends_access: bool = True,
    request: HttpRequest | None = None,
    now: datetime | None = None,
) -> Refund:
    """`request_refund` decided by a person of the staff, written down in the log of such acts."""
    refund = request_refund(
        order=order,
        amounts=amounts,
        reason=Refund.Reason.STAFF,
        by=by,
        note=note,
        ends_access=ends_access,
        now=now,
    )
    record_act(
        actor=by,
        verb="refund.request",
        target=f"order:{order.number}",
        details={"refund": refund.pk, "amount_minor": refund.amount_minor, "currency": refund.currency},
        request=request,
    )
    return refund
