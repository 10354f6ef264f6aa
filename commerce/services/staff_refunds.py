"""Refunds that staff decide on, on record."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commerce.errors import RefundRefused
from commerce.models import Order, Refund

from .audit import record_act
from .orders import lock_order
from .refunds import request_refund


@transaction.atomic
def refund_by_staff(
    *,
    order: Order,
    amounts: Mapping[int, int | None],
    by,
    seen_refunded_minor: int,
    note: str = "",
    ends_access: bool = True,
    request: HttpRequest | None = None,
    now: datetime | None = None,
) -> Refund:
    """Send back so much (None: the rest) of each line by its id, decided by a person of the staff.

    `seen_refunded_minor` is what they saw as refunded of the order: where that has changed meanwhile, by a
    second click or a colleague, nothing happens. Raises RefundRefused (REFUND_CHANGED …), OrderNotPaid.
    """
    order = lock_order(order.pk)
    if order.refunded_minor != seen_refunded_minor:
        raise RefundRefused("REFUND_CHANGED")
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
        verb="refund",
        target=f"order:{order.number}",
        details={
            "refund": refund.pk,
            "amount_minor": refund.amount_minor,
            "currency": refund.currency,
            "lines": [part.line_id for part in refund.lines.all()],
            "ends_access": ends_access,
            "note": note,
        },
        request=request,
    )
    return refund


@transaction.atomic
def refund_whole_order(
    *,
    order: Order,
    by,
    seen_refunded_minor: int,
    note: str = "",
    ends_access: bool = True,
    request: HttpRequest | None = None,
) -> Refund:
    """Send back all that is left of an order; see `refund_by_staff`."""
    left = [line.pk for line in lock_order(order.pk).lines.all() if line.refunded_minor < line.total_minor]
    if not left:
        raise RefundRefused("REFUND_NOTHING", _("Everything of this order has been refunded already."))
    return refund_by_staff(
        order=order,
        amounts=dict.fromkeys(left),
        by=by,
        seen_refunded_minor=seen_refunded_minor,
        note=note,
        ends_access=ends_access,
        request=request,
    )
