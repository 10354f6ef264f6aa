"""What staff can do about a flagged order, each with one click and on record."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from commerce.errors import OrderNotPaid
from commerce.models import OrderFlag, OrderStatus, PaymentStatus, Refund

from .audit import record_act
from .flags import resolve_flag
from .fulfilment import fulfil
from .orders import lock_order
from .refunds import request_refund, request_refund_of_payment

Reason = OrderFlag.Reason
DELIVER, REFUND_LINE, REFUND_PAYMENT, DISMISS = "deliver", "refund_line", "refund_payment", "dismiss"
# The ways out of each kind of trouble; the first is the usual one.
WAYS: dict[str, tuple[str, ...]] = {
    Reason.CLOSED: (DELIVER, REFUND_LINE, DISMISS),
    Reason.PAID_TWICE: (REFUND_PAYMENT, DISMISS),
    Reason.WRONG_AMOUNT: (REFUND_PAYMENT, DISMISS),
    Reason.SOLD_OUT: (REFUND_PAYMENT, DISMISS),
    Reason.REFUND_FAILED: (DISMISS,),
    Reason.FOREIGN_REFUND: (DISMISS,),
    Reason.DISPUTE: (DISMISS,),
}


@transaction.atomic
def resolve(*, flag: OrderFlag, way: str, by, request=None, now: datetime | None = None) -> None:
    """See to a flag in one of its `WAYS`, once. Raises LookupError for another way, DomainError as the act does."""
    order = lock_order(flag.order_id)
    flag = OrderFlag.objects.select_related("line", "payment").get(pk=flag.pk)
    if flag.resolved_at:
        return
    if way not in WAYS[flag.reason]:
        raise LookupError(way)
    now = now or timezone.now()
    ACTS[way](flag, order, by, now)
    resolve_flag(flag=flag, by=by, resolution=way, now=now)
    record_act(
        actor=by,
        verb=f"flag.{way}",
        target=f"order:{order.number}",
        details={"flag": flag.pk, "reason": flag.reason},
        request=request,
    )


def _deliver(flag, order, by, now) -> None:
    """Try once more to open what could not be opened; raises OrderNotPaid where it still cannot."""
    if order.status != OrderStatus.PAID:
        raise OrderNotPaid
    fulfil(order=order, now=now)
    flag.line.refresh_from_db()
    if not flag.line.fulfilled_at:
        from catalog.errors import CourseClosed

        raise CourseClosed


def _refund_line(flag, order, by, now) -> None:
    request_refund(order=order, amounts={flag.line_id: None}, reason=Refund.Reason.UNDELIVERED, by=by, now=now)


def _refund_payment(flag, order, by, now) -> None:
    """Send surplus money back; where that is on its way already there is nothing to do."""
    if flag.payment.status == PaymentStatus.SURPLUS and flag.payment.left_minor:
        request_refund_of_payment(payment=flag.payment, by=by, now=now)


def _dismiss(flag, order, by, now) -> None:
    """A person has seen to it elsewhere."""


ACTS: dict[str, Callable] = {
    DELIVER: _deliver,
    REFUND_LINE: _refund_line,
    REFUND_PAYMENT: _refund_payment,
    DISMISS: _dismiss,
}
