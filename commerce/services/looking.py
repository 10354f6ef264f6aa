"""Asking the provider how a payment stands, for a buyer who waits: its own notice may take a while."""

from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

from commerce.errors import GatewayRefused, GatewayUnavailable
from commerce.gateways import gateway_named
from commerce.gateways.base import ChargeState, Notice, NoticeKind, ProviderPayment
from commerce.models import Payment, PaymentStatus

from .payments import apply_notice

SECONDS_BETWEEN = 4
KINDS = {
    ChargeState.SUCCEEDED: NoticeKind.SUCCEEDED,
    ChargeState.PROCESSING: NoticeKind.PROCESSING,
    ChargeState.CANCELLED: NoticeKind.CANCELLED,
}


def look_up_payment(*, payment: Payment, now: datetime | None = None) -> bool:
    """Ask how an open payment stands and do what follows; whether it was asked. Not within a transaction.

    Asked every few seconds at most, however many ask. What is seen counts as a notice with an id of its own,
    so that it is applied once; a provider that does not answer changes nothing.
    """
    is_open = payment.status in (PaymentStatus.STARTED, PaymentStatus.PROCESSING)
    if not is_open or not payment.provider_id or not cache.add(f"payment-seen:{payment.pk}", 1, SECONDS_BETWEEN):
        return False
    try:
        seen = gateway_named(payment.gateway).look_up(payment.provider_id)
    except (GatewayUnavailable, GatewayRefused, LookupError):
        return False
    if seen.state in KINDS:
        apply_notice(gateway=payment.gateway, notice=_notice(payment, seen, now or timezone.now()))
    return True


def _notice(payment: Payment, seen: ProviderPayment, now: datetime) -> Notice:
    return Notice(
        event_id=f"seen:{payment.key}:{seen.state}",
        kind=KINDS[seen.state],
        name=f"seen.{seen.state}",
        payment_key=str(payment.key),
        provider_id=seen.provider_id,
        amount_minor=seen.amount_minor,
        currency=seen.currency,
        occurred_at=now,
    )
