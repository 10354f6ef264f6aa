"""How refunds go: at once, late, or not at all."""

from typing import Any

from . import rows
from .payments import card_of
from .problems import invalid
from .rows import Row
from .store import Store


def refund(store: Store, payment: Row, given: dict[str, Any]) -> Row:
    """Send money back; more than is left is refused."""
    charge = store.charge_of(payment)
    if charge is None or not charge["paid"]:
        message = f"This PaymentIntent ({payment['id']}) does not have a successful charge to refund."
        raise invalid(message, param="payment_intent", is_kept=True)
    left = charge["amount"] - charge["amount_refunded"]
    amount = given.pop("amount", left)
    if left == 0:
        message = f"Charge {charge['id']} has already been refunded."
        raise invalid(message, code="charge_already_refunded", is_kept=True)
    if amount > left:
        message = f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})"
        raise invalid(message, code="amount_too_large", param="amount", is_kept=True)
    ends = card_of(payment).refund
    row = rows.refund(
        store.now(), charge, amount=amount, status="pending" if ends == "pending" else "succeeded", **given
    )
    store.refunds[row["id"]] = row
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    store.happened("refund.created", row)
    store.happened("charge.refunded", charge)
    return row


def settle(store: Store, row: Row) -> None:
    """A refund that was pending has arrived; Stripe tells of it twice, under two names."""
    row["status"] = "succeeded"
    store.happened("refund.updated", row)
    store.happened("charge.refund.updated", row)


def fail(store: Store, row: Row, reason: str = "lost_or_stolen_card") -> None:
    """A refund comes back, even after it was said to have succeeded; the money is Stripe's to give again."""
    row.update(status="failed", failure_reason=reason)
    charge = store.charges[row["charge"]]
    charge["amount_refunded"] -= row["amount"]
    charge["refunded"] = False
    store.happened("refund.failed", row)
    store.happened("refund.updated", row)
