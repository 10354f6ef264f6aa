"""What Stripe's events say, once their signature is checked."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import stripe

from commerce.gateways.base import BadNotice, Notice, NoticeKind

from .reading import PAYMENT_KEY, REFUND_KEY, Unreadable, amount, identifier, key_in, mapping, moment, required, text

TOLERANCE_SECONDS = 300
LONGEST_NAME = 60

PAYMENT_EVENTS = {
    "payment_intent.processing": NoticeKind.PROCESSING,
    "payment_intent.succeeded": NoticeKind.SUCCEEDED,
    "payment_intent.payment_failed": NoticeKind.FAILED,
    "payment_intent.canceled": NoticeKind.CANCELLED,
}
REFUND_EVENTS = {"refund.created", "refund.updated", "refund.failed", "charge.refund.updated"}
REFUND_STATES = {
    "succeeded": NoticeKind.REFUNDED,
    "failed": NoticeKind.REFUND_FAILED,
    "canceled": NoticeKind.REFUND_FAILED,
}


def read_notice(body: bytes, headers: Mapping[str, str], secret: str) -> Notice:
    """The notice in `body`; raises BadNotice when its signature is missing, wrong or older than five minutes."""
    try:
        stripe.WebhookSignature.verify_header(body, signature_in(headers), secret, TOLERANCE_SECONDS)
        event = mapping(json.loads(body))
        return _notice_of(event)
    except (stripe.SignatureVerificationError, Unreadable, ValueError, RecursionError) as error:
        raise BadNotice(type(error).__name__) from error


def signature_in(headers: Mapping[str, str]) -> str | None:
    """The header that signs the body, however its name is written; the SDK stumbles over letters beyond ASCII."""
    found = next((value for name, value in headers.items() if name.lower() == "stripe-signature"), "")
    return found if found.isascii() else None


def _notice_of(event: Mapping[str, Any]) -> Notice:
    name = required(event, "type")
    subject = mapping(mapping(event.get("data")).get("object"))
    facts = _reader_of(name)(name, subject)
    return Notice(
        event_id=required(event, "id"),
        name=name[:LONGEST_NAME],
        occurred_at=moment(event),
        **facts,
    )


def _reader_of(name: str) -> Callable[[str, Mapping[str, Any]], dict[str, Any]]:
    if name in PAYMENT_EVENTS:
        return _of_payment
    if name in REFUND_EVENTS:
        return _of_refund
    return {"charge.refunded": _of_refunded_charge, "charge.dispute.created": _of_dispute}.get(name, _of_nothing)


def _of_payment(name: str, intent: Mapping[str, Any]) -> dict[str, Any]:
    kind = PAYMENT_EVENTS[name]
    error = mapping(intent.get("last_payment_error"))
    return {
        "kind": kind,
        "payment_key": key_in(intent, PAYMENT_KEY),
        "provider_id": required(intent, "id"),
        "amount_minor": amount(intent, "amount_received" if kind == NoticeKind.SUCCEEDED else "amount"),
        "currency": required(intent, "currency").upper(),
        "failure_code": (text(error, "decline_code") or text(error, "code"))[:60] if kind == NoticeKind.FAILED else "",
    }


def _of_refund(name: str, refund: Mapping[str, Any]) -> dict[str, Any]:
    """A refund that is still on its way is nothing to act upon."""
    return {
        "kind": REFUND_STATES.get(required(refund, "status"), NoticeKind.OTHER),
        "payment_key": key_in(refund, PAYMENT_KEY),
        "provider_id": identifier(refund, "payment_intent"),
        "amount_minor": amount(refund, "amount"),
        "currency": required(refund, "currency").upper(),
        "refund_key": key_in(refund, REFUND_KEY),
        "refund_id": required(refund, "id"),
        "failure_code": text(refund, "failure_reason")[:60],
    }


def _of_refunded_charge(name: str, charge: Mapping[str, Any]) -> dict[str, Any]:
    """Tells again what `refund.…` has told. Only old forms of it say which refund: others are nothing to act upon."""
    refunds = mapping(charge.get("refunds")).get("data")
    facts = {"kind": NoticeKind.OTHER}
    if isinstance(refunds, list) and refunds:
        facts = _of_refund(name, mapping(refunds[0]))
    found = facts.get("payment_key") or key_in(charge, PAYMENT_KEY)
    return {**facts, "payment_key": found, "provider_id": identifier(charge, "payment_intent")}


def _of_dispute(name: str, dispute: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": NoticeKind.DISPUTED,
        "payment_key": key_in(dispute, PAYMENT_KEY),
        "provider_id": identifier(dispute, "payment_intent"),
        "amount_minor": amount(dispute, "amount"),
        "currency": required(dispute, "currency").upper(),
        "failure_code": text(dispute, "reason")[:60],
    }


def _of_nothing(name: str, subject: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": NoticeKind.OTHER}
