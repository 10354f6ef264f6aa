"""Money back: asked for, sent by a task, and settled when the provider has sent it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from accounts.models import ActivityVerb
from accounts.services.activity import record_activity
from commerce.errors import GatewayRefused, OrderNotPaid, RefundRefused
from commerce.events import RefundRequested, RefundSettled
from commerce.gateways import gateway_named
from commerce.gateways.base import MoneyBack
from commerce.models import (
    Order,
    OrderFlag,
    OrderLine,
    OrderStatus,
    Payment,
    PaymentStatus,
    Refund,
    RefundLine,
    RefundStatus,
)
from lms_site.events import publish

from .books import book_refund
from .flags import flag_order
from .fulfilment import take_back
from .holds import release_holds
from .orders import lock_order


@transaction.atomic
def request_refund(
    *,
    order: Order,
    amounts: Mapping[int, int | None],
    reason: str,
    by=None,
    note: str = "",
    ends_access: bool = True,
    now: datetime | None = None,
) -> Refund:
    """Send back, for each line by its id, so much (None: all that is left) of a paid order.

    The amounts are reserved at once, so that nothing is ever refunded beyond what was paid. Raises
    OrderNotPaid, RefundRefused (REFUND_NOTHING, REFUND_TOO_MUCH).
    """
    now = now or timezone.now()
    order = lock_order(order.pk)
    payment = order.payments.filter(status=PaymentStatus.ACCEPTED).first()
    if payment is None:
        raise OrderNotPaid
    lines = list(order.lines.filter(pk__in=list(amounts)))
    parts = [(line, _amount(line, amounts[line.pk])) for line in lines]
    refund = _reserve(order, payment, sum(amount for _line, amount in parts), reason, by, note, now)
    write_refund_lines(refund, parts, ends_access=ends_access)
    publish(RefundRequested(refund_id=refund.pk))
    return refund


@transaction.atomic
def request_refund_of_payment(
    *, payment: Payment, by=None, reason: str = Refund.Reason.SURPLUS, now: datetime | None = None
) -> Refund:
    """Send back all of a payment that came without need. Raises RefundRefused."""
    order = lock_order(payment.order_id)
    payment = Payment.objects.get(pk=payment.pk)
    if payment.status != PaymentStatus.SURPLUS:
        raise RefundRefused("REFUND_NOTHING")
    refund = _reserve(order, payment, payment.left_minor, reason, by, "", now or timezone.now())
    publish(RefundRequested(refund_id=refund.pk))
    return refund


def _amount(line: OrderLine, wanted: int | None) -> int:
    left = line.total_minor - line.refunded_minor
    amount = left if wanted is None else wanted
    if not 0 < amount <= left:
        raise RefundRefused
    return amount


def _reserve(order: Order, payment: Payment, amount: int, reason: str, by, note: str, now: datetime) -> Refund:
    if amount <= 0:
        raise RefundRefused("REFUND_NOTHING")
    if amount > payment.left_minor:
        raise RefundRefused
    payment.refunded_minor += amount
    payment.save(update_fields=["refunded_minor"])
    if payment.status == PaymentStatus.ACCEPTED:
        order.refunded_minor += amount
        order.save(update_fields=["refunded_minor"])
    return Refund.objects.create(
        payment=payment,
        order=order,
        reason=reason,
        note=note,
        amount_minor=amount,
        currency=payment.currency,
        asked_by=by,
        created_at=now,
    )


def write_refund_lines(refund: Refund, parts: list[tuple[OrderLine, int]], *, ends_access: bool) -> None:
    """Write which lines a refund belongs to, each with the tax in it, and what is refunded of each by now.

    Of what was refunded in all, tax is the part that it is of the line, rounded down, so that the last
    refund brings the rest.
    """
    earlier = RefundLine.objects.filter(line__in=[line for line, _amount in parts])
    tax_back = dict(earlier.values_list("line").annotate(Sum("tax_minor")))
    rows = []
    for line, amount in parts:
        line.refunded_minor += amount
        tax_in_all = line.tax_minor * line.refunded_minor // line.total_minor
        tax = max(0, min(amount, tax_in_all - tax_back.get(line.pk, 0)))
        rows.append(RefundLine(refund=refund, line=line, amount_minor=amount, tax_minor=tax, ends_access=ends_access))
    RefundLine.objects.bulk_create(rows)
    OrderLine.objects.bulk_update([line for line, _amount in parts], ["refunded_minor"])


def send_refund(*, refund_id: int, now: datetime | None = None) -> None:
    """Ask the provider to send the money back; may run twice. Not to be called within a transaction.

    Raises GatewayUnavailable: then it is tried again.
    """
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    if refund.status != RefundStatus.REQUESTED or refund.provider_id:
        return
    money = MoneyBack(
        key=refund.key,
        provider_id=refund.payment.provider_id,
        amount_minor=refund.amount_minor,
        currency=refund.currency,
    )
    try:
        returned = gateway_named(refund.payment.gateway).give_back(money)
    except GatewayRefused as refusal:
        fail_refund(refund_id=refund_id, failure_code=refusal.provider_code)
        return
    Refund.objects.filter(pk=refund_id, provider_id="").update(provider_id=returned.provider_id)
    if returned.is_settled:
        settle_refund(refund_id=refund_id, now=now)


@transaction.atomic
def settle_refund(*, refund_id: int, now: datetime | None = None) -> bool:
    """The money has been sent back: write the books, take back what it was for. Whether that was news."""
    now = now or timezone.now()
    order = lock_order(Refund.objects.values_list("order_id", flat=True).get(pk=refund_id))
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    if refund.status != RefundStatus.REQUESTED:
        return False
    refund.status, refund.settled_at = RefundStatus.SETTLED, now
    refund.save(update_fields=["status", "settled_at"])
    book_refund(refund=refund, now=now)
    _take_back_lines(refund, now)
    _close_if_whole(order, now)
    if order.user is not None:
        record_activity(
            user=order.user,
            verb=ActivityVerb.REFUNDED,
            label=order.number,
            object_key=f"order:{order.number}",
            now=now,
        )
    publish(RefundSettled(refund_id=refund.pk))
    return True


def _take_back_lines(refund: Refund, now: datetime) -> None:
    for part in refund.lines.filter(ends_access=True).select_related("line__offer").prefetch_related("line__courses"):
        part.line.order = refund.order
        take_back(line=part.line, now=now)
        OrderLine.objects.filter(pk=part.line_id, ended_at=None).update(ended_at=now)


def _close_if_whole(order: Order, now: datetime) -> None:
    """An order of which everything went back is over: what it held, a coupon's use too, is there again."""
    on_the_way = order.refunds.filter(status=RefundStatus.REQUESTED).exists()
    if order.status == OrderStatus.PAID and order.refunded_minor == order.total_minor and not on_the_way:
        order.status, order.closed_at = OrderStatus.REFUNDED, now
        order.save(update_fields=["status", "closed_at"])
        release_holds(order=order, now=now)


@transaction.atomic
def fail_refund(*, refund_id: int, failure_code: str, now: datetime | None = None) -> None:
    """The provider could not send the money: it is not reserved any more, and staff are told."""
    order = lock_order(Refund.objects.values_list("order_id", flat=True).get(pk=refund_id))
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    if refund.status == RefundStatus.REQUESTED:
        refund.status, refund.failure_code = RefundStatus.FAILED, failure_code[:60]
        refund.save(update_fields=["status", "failure_code"])
        _free(order, refund)
    flag_order(order=order, reason=OrderFlag.Reason.REFUND_FAILED, payment=refund.payment, note=failure_code, now=now)


def _free(order: Order, refund: Refund) -> None:
    """Give back what a refund had reserved."""
    payment = refund.payment
    payment.refunded_minor -= refund.amount_minor
    payment.save(update_fields=["refunded_minor"])
    if payment.status == PaymentStatus.ACCEPTED:
        order.refunded_minor -= refund.amount_minor
        order.save(update_fields=["refunded_minor"])
    for part in refund.lines.select_related("line"):
        part.line.refunded_minor -= part.amount_minor
        part.line.save(update_fields=["refunded_minor"])
    refund.lines.all().delete()
