"""The objects of the fake, each with all the fields that the shop might meet, as plain dictionaries."""

import itertools
import secrets
from typing import Any

_numbers = itertools.count(1)
Row = dict[str, Any]


def new_id(prefix: str) -> str:
    """An id in Stripe's style; later ones sort after earlier ones."""
    return f"{prefix}_fake{next(_numbers):06d}{secrets.token_hex(6)}"


def customer(created: int, **given: Any) -> Row:
    return {
        "id": new_id("cus"), "object": "customer", "created": created, "email": None, "name": None,
        "description": None, "livemode": False, "metadata": {}, **given,
    }  # fmt: skip


def intent(created: int, **given: Any) -> Row:
    row_id = new_id("pi")
    return {
        "id": row_id, "object": "payment_intent", "amount": 0, "amount_capturable": 0, "amount_received": 0,
        "automatic_payment_methods": None, "canceled_at": None, "cancellation_reason": None,
        "capture_method": "automatic_async", "client_secret": f"{row_id}_secret_{secrets.token_hex(8)}",
        "confirmation_method": "automatic", "created": created, "currency": "usd", "customer": None,
        "description": None, "last_payment_error": None, "latest_charge": None, "livemode": False, "metadata": {},
        "next_action": None, "payment_method": None, "payment_method_types": ["card", "us_bank_account"],
        "processing": None, "receipt_email": None, "setup_future_usage": None, "shipping": None,
        "status": "requires_payment_method", **given,
    }  # fmt: skip


def charge(created: int, payment: Row, **given: Any) -> Row:
    return {
        "id": new_id("ch"), "object": "charge", "amount": payment["amount"], "amount_captured": payment["amount"],
        "amount_refunded": 0, "captured": True, "created": created, "currency": payment["currency"],
        "customer": payment["customer"], "description": payment["description"], "disputed": False,
        "failure_code": None, "failure_message": None, "livemode": False, "metadata": dict(payment["metadata"]),
        "paid": True, "payment_intent": payment["id"], "payment_method": payment["payment_method"],
        "receipt_email": None, "refunded": False, "status": "succeeded", **given,
    }  # fmt: skip


def refund(created: int, paid: Row, **given: Any) -> Row:
    return {
        "id": new_id("re"), "object": "refund", "amount": paid["amount"], "charge": paid["id"], "created": created,
        "currency": paid["currency"], "metadata": {}, "payment_intent": paid["payment_intent"], "reason": None,
        "status": "succeeded", **given,
    }  # fmt: skip


def dispute(created: int, paid: Row, **given: Any) -> Row:
    return {
        "id": new_id("du"), "object": "dispute", "amount": paid["amount"], "charge": paid["id"], "created": created,
        "currency": paid["currency"], "is_charge_refundable": False, "livemode": False, "metadata": {},
        "payment_intent": paid["payment_intent"], "reason": "fraudulent", "status": "needs_response", **given,
    }  # fmt: skip


def event(created: int, name: str, subject: Row, version: str) -> Row:
    return {
        "id": new_id("evt"), "object": "event", "api_version": version, "created": created,
        "data": {"object": subject}, "livemode": False, "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None}, "type": name,
    }  # fmt: skip
