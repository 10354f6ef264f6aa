"""Payments: begun at a provider, settled by its notices. No provider is asked within a transaction."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from commerce.errors import AlreadyPaid, GatewayRefused, NoticeTooEarly, OrderClosed
from commerce.events import OrderPaid
from commerce.gateways.base import Charge, Gateway, Notice, NoticeKind, Started
from commerce.models import Order, OrderFlag, OrderLine, OrderStatus, Payment, PaymentStatus, ProviderEvent, Refund
from commerce.models.payment import RECEIVED
from lms_site.events import publish

from .books import book_sale, book_surplus
from .flags import flag_order
from .fulfilment import fulfil
from .holds import keep_holds
from .orders import lock_order
from .receipts import content_of, notice_in
from .refund_notices import apply_refund_notice
from .refunds import request_refund_of_payment

Outcome = ProviderEvent.Outcome
OPEN = (PaymentStatus.STARTED, PaymentStatus.PROCESSING)
# A notice can overtake the transaction that it tells of, but not by more than this.
EARLY = timedelta(hours=1)


def start_payment(*, order: Order, gateway: Gateway, now: datetime | None = None) -> tuple[Payment, Started]:
    """Make the order payable at the provider, once, however often this is called.

    Not to be called within a transaction. Raises AlreadyPaid, OrderClosed, GatewayUnavailable (ask again),
    GatewayRefused.
    """
    payment = _open_payment(order, gateway.name, now or timezone.now())
    try:
        started = gateway.start(_charge(payment))
    except GatewayRefused as refusal:
        Payment.objects.filter(pk=payment.pk, status__in=OPEN).update(
            status=PaymentStatus.FAILED, failure_code=refusal.provider_code[:60]
        )
        raise
    Payment.objects.filter(pk=payment.pk, provider_id="").update(provider_id=started.provider_id)
    payment.provider_id = started.provider_id
    return payment, started


@transaction.atomic
def _open_payment(order: Order, gateway_name: str, now: datetime) -> Payment:
    """The open payment of the order at this gateway, made where there is none."""
    order = lock_order(order.pk)
    if order.status == OrderStatus.PAID:
        raise AlreadyPaid
    if order.status != OrderStatus.PENDING or order.expires_at <= now:
        raise OrderClosed
    payment = order.payments.filter(status__in=OPEN).first()  # there is one at most
    if payment is not None and payment.gateway != gateway_name:
        Payment.objects.filter(pk=payment.pk).update(status=PaymentStatus.CANCELLED)
        payment = None
    if payment is None:
        payment = Payment.objects.create(
            order=order, gateway=gateway_name, amount_minor=order.total_minor, currency=order.currency, created_at=now
        )
    payment.order = order
    return payment


def _charge(payment: Payment) -> Charge:
    order = payment.order
    return Charge(
        key=payment.key,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        order_number=order.number,
        description=order.number,
        email=order.email,
        customer_key=str(order.user_id or ""),
    )


@transaction.atomic
def apply_notice(*, gateway: str, notice: Notice, now: datetime | None = None) -> ProviderEvent:
    """Do what a notice tells, once for each event id; whatever comes late, twice or out of order ends the same.

    Raises NoticeTooEarly when the payment is not there yet: the provider shall send the notice again.
    """
    now = now or timezone.now()
    payment = _find_payment(gateway, notice, now)
    same = Q(gateway=gateway, event_id=notice.event_id)
    known = list(ProviderEvent.objects.filter(same | Q(payment=payment, outcome=Outcome.WAITING)).order_by("pk"))
    for receipt in known:
        if (receipt.gateway, receipt.event_id) == (gateway, notice.event_id):
            return receipt
    outcome = _apply(payment, notice, now) if payment else Outcome.UNKNOWN
    if payment is not None and payment.status in RECEIVED:
        _replay(payment, known, now)
    # Written last, with the outcome: the lock on the order keeps others with the same notice waiting until then.
    return ProviderEvent.objects.create(
        gateway=gateway,
        event_id=notice.event_id,
        kind=notice.name[:60],
        payment=payment,
        content=content_of(notice),
        outcome=outcome,
        received_at=now,
    )


def _find_payment(gateway: str, notice: Notice, now: datetime) -> Payment | None:
    """The payment of a notice, its order locked first; None where it is not of this site."""
    if not (notice.payment_key or notice.provider_id):
        return None
    named = {"key": notice.payment_key} if notice.payment_key else {"provider_id": notice.provider_id}
    of_payment = {f"payments__{name}": value for name, value in {**named, "gateway": gateway}.items()}
    order = Order.objects.select_for_update(of=("self",)).select_related("user").filter(**of_payment).first()
    if order is not None:
        payment = Payment.objects.get(gateway=gateway, **named)
        payment.order = order
        return payment
    if notice.payment_key and now - (notice.occurred_at or now) < EARLY:
        raise NoticeTooEarly
    return None


def _apply(payment: Payment, notice: Notice, now: datetime) -> str:
    if notice.provider_id and not payment.provider_id:
        payment.provider_id = notice.provider_id
        payment.save(update_fields=["provider_id"])
    act = ACTS.get(notice.kind)
    return act(payment, notice, now) if act else Outcome.IGNORED


def _succeeded(payment: Payment, notice: Notice, now: datetime) -> str:
    if payment.status in RECEIVED:
        return Outcome.KNOWN
    payment.received_at = now
    order = payment.order
    if (notice.amount_minor, notice.currency) != (payment.amount_minor, payment.currency):
        asked = f"{payment.amount_minor} {payment.currency}"
        payment.amount_minor, payment.currency = notice.amount_minor, notice.currency
        got = f"{payment.amount_minor} {payment.currency}"
        _set_aside(payment, OrderFlag.Reason.WRONG_AMOUNT, now, note=f"{asked} → {got}")
    elif order.is_paid:
        _set_aside(payment, OrderFlag.Reason.PAID_TWICE, now)
    elif not keep_holds(order=order, now=now):
        _set_aside(payment, OrderFlag.Reason.SOLD_OUT, now)
        request_refund_of_payment(payment=payment, reason=Refund.Reason.SOLD_OUT, now=now)
    else:
        _accept(payment, now)
    return Outcome.APPLIED


def _accept(payment: Payment, now: datetime) -> None:
    payment.status, payment.failure_code = PaymentStatus.ACCEPTED, ""
    _save_received(payment)
    settle_order(order=payment.order, payment=payment, now=now)


def _set_aside(payment: Payment, reason: str, now: datetime, note: str = "") -> None:
    """Money that came without need is kept apart until a person, or a refund, sees to it."""
    payment.status = PaymentStatus.SURPLUS
    _save_received(payment)
    book_surplus(payment=payment, now=now)
    flag_order(order=payment.order, reason=reason, payment=payment, note=note, now=now)


def _save_received(payment: Payment) -> None:
    payment.save(update_fields=["status", "failure_code", "received_at", "amount_minor", "currency"])


def settle_order(*, order: Order, payment: Payment | None, now: datetime) -> None:
    """The locked order is paid: deliver, write the books, tell. Without payment it cost nothing."""
    order.status, order.paid_at, order.closed_at = OrderStatus.PAID, now, None
    order.save(update_fields=["status", "paid_at", "closed_at"])
    lines = OrderLine.objects.select_related("offer").order_by("position")
    prefetch_related_objects([order], Prefetch("lines", lines), "lines__courses")
    fulfil(order=order, now=now)
    if payment is not None:
        book_sale(order=order, payment=payment, now=now)
    publish(OrderPaid(order_id=order.pk))


def accept_free_order(*, order: Order, now: datetime) -> None:
    """An order of nothing is paid as it is placed."""
    keep_holds(order=order, now=now)
    settle_order(order=order, payment=None, now=now)


def _processing(payment: Payment, notice: Notice, now: datetime) -> str:
    if payment.status != PaymentStatus.STARTED:
        return Outcome.KNOWN
    return _set_status(payment, PaymentStatus.PROCESSING)


def _failed(payment: Payment, notice: Notice, now: datetime) -> str:
    """The card was refused: the buyer may try another one, on the same payment."""
    if payment.status not in OPEN:
        return Outcome.KNOWN
    return _set_status(payment, PaymentStatus.STARTED, notice.failure_code)


def _cancelled(payment: Payment, notice: Notice, now: datetime) -> str:
    if payment.status not in OPEN:
        return Outcome.KNOWN
    return _set_status(payment, PaymentStatus.CANCELLED, notice.failure_code)


def _set_status(payment: Payment, status: PaymentStatus, failure_code: str = "") -> str:
    payment.status, payment.failure_code = status, failure_code[:60]
    payment.save(update_fields=["status", "failure_code"])
    return Outcome.APPLIED


def _disputed(payment: Payment, notice: Notice, now: datetime) -> str:
    flag_order(order=payment.order, reason=OrderFlag.Reason.DISPUTE, payment=payment, note=notice.failure_code, now=now)
    return Outcome.APPLIED


def _replay(payment: Payment, waiting: list[ProviderEvent], now: datetime) -> None:
    """Notices that came before the one they follow: their time has come."""
    for receipt in waiting:
        receipt.outcome = apply_refund_notice(payment, notice_in(receipt), now)
        receipt.save(update_fields=["outcome"])


ACTS: dict[NoticeKind, Callable[[Payment, Notice, datetime], str]] = {
    NoticeKind.SUCCEEDED: _succeeded,
    NoticeKind.PROCESSING: _processing,
    NoticeKind.FAILED: _failed,
    NoticeKind.CANCELLED: _cancelled,
    NoticeKind.REFUNDED: apply_refund_notice,
    NoticeKind.REFUND_FAILED: apply_refund_notice,
    NoticeKind.DISPUTED: _disputed,
}
