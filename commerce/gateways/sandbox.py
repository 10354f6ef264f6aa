"""Paying without money, for development and demos: people decide on a page whether they have paid.

What they decide comes in as notices, the way a provider's would. What a provider would know is read from
our own payments, which nothing here writes.
"""

import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from commerce.models import Payment, PaymentStatus

from .base import (
    BadNotice,
    Charge,
    ChargeState,
    MoneyBack,
    Notice,
    NoticeKind,
    ProviderPayment,
    Returned,
    Started,
)

STATES = {
    PaymentStatus.STARTED: ChargeState.WAITING,
    PaymentStatus.PROCESSING: ChargeState.PROCESSING,
    PaymentStatus.ACCEPTED: ChargeState.SUCCEEDED,
    PaymentStatus.SURPLUS: ChargeState.SUCCEEDED,
    PaymentStatus.FAILED: ChargeState.FAILED,
    PaymentStatus.CANCELLED: ChargeState.CANCELLED,
}


class SandboxGateway:
    """Takes no money, and forgets nothing that is written down here."""

    name = "sandbox"

    def start(self, charge: Charge) -> Started:
        return Started(provider_id=provider_id_of(charge.key), state=ChargeState.WAITING)

    def look_up(self, provider_id: str) -> ProviderPayment:
        return _seen(Payment.objects.get(gateway=self.name, provider_id=provider_id))

    def cancel(self, provider_id: str) -> ProviderPayment:
        return self.look_up(provider_id)

    def give_back(self, money: MoneyBack) -> Returned:
        return Returned(provider_id=f"sandbox_refund_{money.key.hex}", is_settled=True)

    def parse(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """Nobody sends notices from outside: there is no signature that would tell who."""
        raise BadNotice("The sandbox takes no notices from outside.")

    def payments(self, since: datetime, until: datetime) -> Iterator[ProviderPayment]:
        rows = Payment.objects.filter(gateway=self.name, created_at__gte=since, created_at__lt=until)
        return (_seen(payment) for payment in rows.exclude(provider_id="").order_by("pk"))


def provider_id_of(key: UUID) -> str:
    """The id under which the sandbox would know a payment."""
    return f"sandbox_{key.hex}"


def decision(payment: Payment, kind: NoticeKind, failure_code: str = "") -> Notice:
    """The notice of what somebody decided about their payment on the sandbox's page."""
    return Notice(
        event_id=f"sandbox_event_{secrets.token_hex(12)}",
        kind=kind,
        name=f"sandbox.{kind}",
        payment_key=str(payment.key),
        provider_id=provider_id_of(payment.key),
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        failure_code=failure_code,
        occurred_at=timezone.now(),
    )


def _seen(payment: Payment) -> ProviderPayment:
    return ProviderPayment(
        provider_id=payment.provider_id,
        key=str(payment.key),
        state=STATES[PaymentStatus(payment.status)],
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        refunded_minor=payment.refunded_minor,
        created_at=payment.created_at,
    )
