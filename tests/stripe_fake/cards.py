"""Stripe's documented test cards: what becomes of a payment with each of them."""

from dataclasses import dataclass

from .problems import invalid


@dataclass(frozen=True)
class Card:
    """`ends` is how confirming ends; `refund` how its refunds do."""

    ends: str = "succeeded"
    code: str = ""
    decline_code: str = ""
    refund: str = "succeeded"
    is_disputed: bool = False


CARDS = {
    "pm_card_visa": Card(),
    "pm_card_visa_chargeDeclined": Card("failed", "card_declined", "generic_decline"),
    "pm_card_visa_chargeDeclinedInsufficientFunds": Card("failed", "card_declined", "insufficient_funds"),
    "pm_card_chargeDeclinedExpiredCard": Card("failed", "expired_card"),
    "pm_card_authenticationRequired": Card("requires_action"),
    "pm_card_pendingRefund": Card(refund="pending"),
    "pm_card_refundFail": Card(refund="failed_later"),
    "pm_card_createDispute": Card(is_disputed=True),
    "pm_usBankAccount_processing": Card("processing"),
}
MESSAGES = {
    "card_declined": "Your card was declined.",
    "insufficient_funds": "Your card has insufficient funds.",
    "expired_card": "Your card has expired.",
}


def card_named(name: str) -> Card:
    """The card; refuses names that Stripe does not know."""
    if name not in CARDS:
        raise invalid(f"No such PaymentMethod: '{name}'", code="resource_missing", param="payment_method")
    return CARDS[name]
