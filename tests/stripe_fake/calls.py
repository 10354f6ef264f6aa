"""The calls by method and path, with the parameters that each of them takes."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from . import payments, refunds, rows
from .forms import check
from .problems import invalid
from .rows import Row
from .store import Store, is_within

LIST = {"limit": "whole", "starting_after": "text", "expand": "names"}
# The smallest amounts that Stripe takes (for rupiah the equivalent of the settlement currency's).
SMALLEST = {"usd": 50, "eur": 50, "idr": 1_000_000}


class Call(NamedTuple):
    """`does(store, params, *ids)` answers; the browser, which has no secret key, may make it where `is_public`."""

    method: str
    path: str
    spec: dict[str, str]
    does: Callable[..., Row]
    is_public: bool = False


def create_customer(store: Store, params: dict[str, Any]) -> Row:
    row = rows.customer(store.now(), **params)
    store.customers[row["id"]] = row
    return row


def list_customers(store: Store, params: dict[str, Any]) -> Row:
    email = params.get("email")
    found = [row for row in store.customers.values() if email in (None, row["email"])]
    return store.page(found, params, "/v1/customers")


def create_intent(store: Store, params: dict[str, Any]) -> Row:
    if params["amount"] < SMALLEST[params["currency"]]:
        message = "Amount must be at least 50 cents, or its equivalent."
        raise invalid(message, code="amount_too_small", param="amount")
    if "customer" in params:
        store.customer(params["customer"], "customer")
    row = rows.intent(store.now(), **params)
    store.intents[row["id"]] = row
    store.happened("payment_intent.created", row)
    return row


def list_intents(store: Store, params: dict[str, Any]) -> Row:
    found = [row for row in store.intents.values() if is_within(row["created"], params.get("created", {}))]
    return store.page(found, params, "/v1/payment_intents")


def read_intent(store: Store, params: dict[str, Any], row_id: str) -> Row:
    return store.shown(store.intent(row_id), params.get("expand", []))


def confirm_intent(store: Store, params: dict[str, Any], row_id: str) -> Row:
    payments.confirm(store, store.intent(row_id), params["payment_method"])
    return read_intent(store, params, row_id)


def authenticate_intent(store: Store, params: dict[str, Any], row_id: str) -> Row:
    payments.authenticate(store, store.intent(row_id), succeeds=params["succeeds"] == "true")
    return read_intent(store, params, row_id)


def cancel_intent(store: Store, params: dict[str, Any], row_id: str) -> Row:
    payments.cancel(store, store.intent(row_id), params.get("cancellation_reason"))
    return read_intent(store, params, row_id)


def create_refund(store: Store, params: dict[str, Any]) -> Row:
    payment = store.intent(params.pop("payment_intent"), "payment_intent")
    params.pop("expand", None)
    return store.shown(refunds.refund(store, payment, params), [])


def read_refund(store: Store, params: dict[str, Any], row_id: str) -> Row:
    return store.shown(store.refund(row_id), [])


CALLS = [
    Call(
        "POST", "/v1/customers",
        {"email": "text", "name": "text", "description": "text", "metadata": "metadata"}, create_customer,
    ),
    Call("GET", "/v1/customers", {**LIST, "email": "text", "created": "moments"}, list_customers),
    Call(
        "POST", "/v1/payment_intents",
        {
            "amount!": "amount", "currency!": "currency", "customer": "text", "description": "text",
            "automatic_payment_methods": "ways", "metadata": "metadata", "receipt_email": "text",
        },
        create_intent,
    ),
    Call("GET", "/v1/payment_intents", {**LIST, "created": "moments", "customer": "text"}, list_intents),
    Call("GET", "/v1/payment_intents/(pi_[a-z0-9]+)", {"expand": "names", "client_secret": "text"}, read_intent, True),
    Call(
        "POST", "/v1/payment_intents/(pi_[a-z0-9]+)/confirm",
        {"payment_method!": "text", "client_secret": "text", "return_url": "text", "expand": "names"},
        confirm_intent, True,
    ),
    Call(
        "POST", "/v1/payment_intents/(pi_[a-z0-9]+)/cancel",
        {"cancellation_reason": "text", "expand": "names"}, cancel_intent,
    ),
    Call(
        "POST", "/v1/refunds",
        {"payment_intent!": "text", "amount": "amount", "metadata": "metadata", "reason": "text", "expand": "names"},
        create_refund,
    ),
    Call("GET", "/v1/refunds/(re_[a-z0-9]+)", {"expand": "names"}, read_refund),
    # Not Stripe's: where its script would show the bank's page, ours asks here.
    Call(
        "POST", "/fake/authenticate/(pi_[a-z0-9]+)", {"succeeds!": "text", "client_secret!": "text"},
        authenticate_intent, True,
    ),
]  # fmt: skip


def find_call(method: str, path: str) -> tuple[Call, tuple[str, ...]]:
    """The call and the ids in its path."""
    for call in CALLS:
        match = re.fullmatch(call.path, path)
        if match and call.method == method:
            return call, match.groups()
    raise invalid(f"Unrecognized request URL ({method}: {path}).", status=404)


def read_params(call: Call, params: dict[str, Any]) -> dict[str, Any]:
    """The parameters, checked against what the call takes."""
    return check(params, call.spec)
