"""How PaymentIntents go: made, confirmed, authenticated, settled late, cancelled."""

from . import rows
from .cards import MESSAGES, Card, card_named
from .problems import Problem, invalid
from .rows import Row
from .store import Store

PAYABLE = ("requires_payment_method", "requires_confirmation", "requires_action")


def unexpected(payment: Row, wanted: str) -> Problem:
    """The payment's state does not allow what is asked for."""
    message = f"You cannot {wanted} this PaymentIntent because it has a status of {payment['status']}."
    return invalid(message, code="payment_intent_unexpected_state", is_kept=True)


def confirm(store: Store, payment: Row, method: str) -> None:
    """The buyer pays; a declined card is a Problem (402), and the payment waits for another one."""
    if payment["status"] not in PAYABLE:
        raise unexpected(payment, "confirm")
    card = card_named(method)
    payment.update(payment_method=method, last_payment_error=None, next_action=None)
    if card.ends == "failed":
        fail(store, payment, code=card.code, decline_code=card.decline_code)
        raise Problem(402, "card_error", MESSAGES[card.decline_code or card.code] if card.decline_code in MESSAGES
                      else MESSAGES[card.code], code=card.code, is_kept=True, decline_code=card.decline_code or None,
                      payment_intent=store.shown(payment, []))  # fmt: skip
    if card.ends == "requires_action":
        payment.update(status="requires_action", next_action={"type": "use_stripe_sdk", "use_stripe_sdk": {}})
        store.happened("payment_intent.requires_action", payment)
    elif card.ends == "processing":
        payment["status"] = "processing"
        store.happened("payment_intent.processing", payment)
    else:
        succeed(store, payment)


def succeed(store: Store, payment: Row) -> Row:
    """The money has come."""
    charge = rows.charge(store.now(), payment)
    store.charges[charge["id"]] = charge
    payment.update(status="succeeded", amount_received=payment["amount"], latest_charge=charge["id"], next_action=None)
    store.happened("charge.succeeded", charge)
    store.happened("payment_intent.succeeded", payment)
    if card_of(payment).is_disputed:
        charge["disputed"] = True
        store.happened("charge.dispute.created", rows.dispute(store.now(), charge))
    return payment


def fail(store: Store, payment: Row, *, code: str, decline_code: str = "") -> Row:
    """An attempt fails; the payment waits for another way of paying."""
    error = {"type": "card_error", "code": code, "message": MESSAGES.get(code, code)}
    if decline_code:
        error["decline_code"] = decline_code
    charge = rows.charge(
        store.now(), payment, status="failed", paid=False, captured=False, amount_captured=0, failure_code=code
    )
    store.charges[charge["id"]] = charge
    payment.update(
        status="requires_payment_method", last_payment_error={**error, "charge": charge["id"]},
        latest_charge=charge["id"], payment_method=None, next_action=None,
    )  # fmt: skip
    store.happened("payment_intent.payment_failed", payment)
    return payment


def authenticate(store: Store, payment: Row, *, succeeds: bool) -> Row:
    """The buyer answers the bank's question."""
    if payment["status"] != "requires_action":
        raise unexpected(payment, "authenticate")
    if succeeds:
        return succeed(store, payment)
    return fail(store, payment, code="payment_intent_authentication_failure")


def cancel(store: Store, payment: Row, reason: str | None) -> None:
    """Nobody can pay it any more."""
    if payment["status"] not in PAYABLE:
        raise unexpected(payment, "cancel")
    payment.update(status="canceled", canceled_at=store.now(), cancellation_reason=reason, next_action=None)
    store.happened("payment_intent.canceled", payment)


def card_of(payment: Row) -> Card:
    return card_named(payment["payment_method"] or "pm_card_visa")
