"""Ending payments at their provider when the order has ended."""

from commerce.errors import GatewayRefused
from commerce.gateways import gateway_named
from commerce.gateways.base import ChargeState
from commerce.models import OrderStatus, Payment, PaymentStatus

ENDED = (OrderStatus.EXPIRED, OrderStatus.CANCELLED)


def end_payments(*, order_id: int) -> None:
    """End the open payments of an order that has ended; may run twice. Not within a transaction.

    One that was paid in the meantime stays as it is: its notice brings the order back. Raises GatewayUnavailable.
    """
    waiting = Payment.objects.filter(order_id=order_id, order__status__in=ENDED, status=PaymentStatus.STARTED)
    for payment in waiting:
        if payment.provider_id and not _is_ended(payment):
            continue
        Payment.objects.filter(pk=payment.pk, status=PaymentStatus.STARTED).update(status=PaymentStatus.CANCELLED)


def _is_ended(payment: Payment) -> bool:
    try:
        seen = gateway_named(payment.gateway).cancel(payment.provider_id)
    except GatewayRefused:
        return True
    return seen.state not in (ChargeState.SUCCEEDED, ChargeState.PROCESSING)
