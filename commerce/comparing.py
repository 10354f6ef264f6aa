"""One payment here and at its provider: whether both tell the same."""

from dataclasses import dataclass

from commerce.gateways.base import ChargeState, ProviderPayment
from commerce.models import Payment, PaymentStatus, ReconciliationDifference
from commerce.models.payment import RECEIVED
from commerce.money import decimal_string

Kind = ReconciliationDifference.Kind


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One difference, not yet written down. `ours` and `theirs` are amounts for people."""

    kind: Kind
    provider_id: str
    payment: Payment | None = None
    ours: str = ""
    theirs: str = ""


def find_difference(payment: Payment | None, seen: ProviderPayment | None, on_its_way: int = 0) -> Finding | None:
    """What differs, the gravest thing alone; None when both agree.

    `on_its_way`: refunds of this payment that are reserved here, and that the provider has not been told of.
    What was never paid is of no concern, whoever does not know of it.
    """
    if payment is None:
        return _stranger(seen)
    if seen is None or seen.state != ChargeState.SUCCEEDED:
        return _unpaid_there(payment, seen)
    there = written(seen.amount_minor, seen.currency)
    if payment.status not in RECEIVED:
        return Finding(kind=Kind.MISSED_SUCCESS, provider_id=seen.provider_id, payment=payment, theirs=there)
    here = written(payment.amount_minor, payment.currency)
    if here != there:
        return Finding(kind=Kind.AMOUNT, provider_id=seen.provider_id, payment=payment, ours=here, theirs=there)
    back = payment.refunded_minor - on_its_way
    if back != seen.refunded_minor:
        return Finding(
            kind=Kind.REFUNDED,
            provider_id=seen.provider_id,
            payment=payment,
            ours=written(back, payment.currency),
            theirs=written(seen.refunded_minor, seen.currency),
        )
    return None


def _stranger(seen: ProviderPayment | None) -> Finding | None:
    if seen is None or seen.state != ChargeState.SUCCEEDED:
        return None
    return Finding(kind=Kind.UNKNOWN, provider_id=seen.provider_id, theirs=written(seen.amount_minor, seen.currency))


def _unpaid_there(payment: Payment, seen: ProviderPayment | None) -> Finding | None:
    if payment.status in RECEIVED:
        here = written(payment.amount_minor, payment.currency)
        return Finding(kind=Kind.NOT_THERE, provider_id=payment.provider_id, payment=payment, ours=here)
    ended = (PaymentStatus.STARTED, ChargeState.CANCELLED), (PaymentStatus.PROCESSING, ChargeState.CANCELLED)
    if seen and (payment.status, seen.state) in (*ended, (PaymentStatus.PROCESSING, ChargeState.FAILED)):
        return Finding(kind=Kind.MISSED_FAILURE, provider_id=seen.provider_id, payment=payment)
    return None


def written(amount_minor: int, currency: str) -> str:
    """An amount as it is written in a report, in any language."""
    return f"{decimal_string(amount_minor)} {currency}"
