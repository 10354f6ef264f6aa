"""What Stripe's objects say, read without trust: each value has the type that it ought to have, or nothing is read."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import stripe

from commerce.gateways.base import ChargeState, ProviderPayment

# The names under which our keys stand in the metadata of payments and of refunds.
PAYMENT_KEY = "lms_payment"
REFUND_KEY = "lms_refund"

STATES = {
    "requires_payment_method": ChargeState.WAITING,
    "requires_confirmation": ChargeState.WAITING,
    "requires_action": ChargeState.WAITING,
    "requires_capture": ChargeState.PROCESSING,
    "processing": ChargeState.PROCESSING,
    "succeeded": ChargeState.SUCCEEDED,
    "canceled": ChargeState.CANCELLED,
}


class Unreadable(ValueError):
    """A value is missing, or not what it ought to be."""


def plain(answer: Any) -> Mapping[str, Any]:
    """An answer of the SDK as plain data."""
    if not isinstance(answer, stripe.StripeObject):
        raise Unreadable("not an object")
    return answer.to_dict()


def objects_in(page: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What stands on a page of a list."""
    rows = page.get("data")
    if not isinstance(rows, list):
        raise Unreadable("data")
    return [mapping(row) for row in rows]


def mapping(value: Any) -> Mapping[str, Any]:
    """`value`, which is an object; nothing counts as an empty one."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise Unreadable("not an object")
    return value


def text(data: Mapping[str, Any], name: str, longest: int = 120) -> str:
    """A text that our columns can hold; "" where there is none."""
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        raise Unreadable(name)
    return value


def required(data: Mapping[str, Any], name: str) -> str:
    """A text that must be there."""
    value = text(data, name)
    if not value:
        raise Unreadable(name)
    return value


def amount(data: Mapping[str, Any], name: str) -> int:
    """An amount in the smallest unit."""
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise Unreadable(name)
    return value


def moment(data: Mapping[str, Any], name: str = "created") -> datetime:
    """A moment, which Stripe gives in seconds."""
    try:
        return datetime.fromtimestamp(amount(data, name), UTC)
    except (OverflowError, OSError) as error:
        raise Unreadable(name) from error


def identifier(data: Mapping[str, Any], name: str) -> str:
    """The id that stands there, alone or within the object itself."""
    value = data.get(name)
    return text(value, "id") if isinstance(value, Mapping) else text(data, name)


def label(data: Mapping[str, Any], name: str) -> str:
    """What stands under the name in the object's metadata, "" where it has none."""
    return text(mapping(data.get("metadata")), name, longest=500)


def key_in(data: Mapping[str, Any], name: str) -> str:
    """Our own key in the object's metadata; "" where there is none, or what somebody else has written there."""
    written = label(data, name)
    try:
        return str(UUID(written))
    except ValueError:
        return ""


def state_of(intent: Mapping[str, Any]) -> ChargeState:
    """How far a PaymentIntent is; FAILED says that the last attempt did, the buyer may try another card."""
    status = required(intent, "status")
    if status not in STATES:
        raise Unreadable("status")
    if status == "requires_payment_method" and intent.get("last_payment_error"):
        return ChargeState.FAILED
    return STATES[status]


def payment_of(intent: Mapping[str, Any]) -> ProviderPayment:
    """A PaymentIntent as the shop sees it; its `latest_charge` must be expanded for what was refunded."""
    charge = intent.get("latest_charge")
    state = state_of(intent)
    return ProviderPayment(
        provider_id=required(intent, "id"),
        key=key_in(intent, PAYMENT_KEY),
        state=state,
        amount_minor=amount(intent, "amount_received" if state == ChargeState.SUCCEEDED else "amount"),
        currency=required(intent, "currency").upper(),
        refunded_minor=amount(charge, "amount_refunded") if isinstance(charge, Mapping) else 0,
        created_at=moment(intent),
    )
