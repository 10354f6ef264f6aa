"""The gateway itself: what the shop asks for, in Stripe's words."""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import Any

import stripe
from django.conf import settings
from stripe import RequestOptions
from stripe.params import PaymentIntentCreateParams, PaymentIntentListParams

from commerce.errors import GatewayRefused
from commerce.gateways.base import Charge, MoneyBack, Notice, ProviderPayment, Returned, Started

from .customers import find_or_create_customer
from .errors import errors_told
from .http import BoundedClient
from .notices import read_notice
from .reading import PAYMENT_KEY, REFUND_KEY, objects_in, payment_of, plain, required, state_of, text

# The version that the SDK was made for. Events come in the version of their endpoint: the README names it.
API_VERSION = "2026-10-28.endive"
RETRIES = 2
PER_PAGE = 100
WITH_CHARGE = ["latest_charge"]


class StripeGateway:
    """Stripe by its PaymentIntents. Each call, with its retries, ends within `total_seconds`.

    Keys come from the settings at the first call, so that reading a notice needs none of them but its own.
    """

    name = "stripe"

    def __init__(self, *, connect_seconds: float = 3, total_seconds: float = 10) -> None:
        self._http = BoundedClient(connect_seconds=connect_seconds, total_seconds=total_seconds)

    def start(self, charge: Charge) -> Started:
        """A PaymentIntent that takes whatever ways of paying are switched on at Stripe for the amount."""
        with self._talk() as client:
            params: PaymentIntentCreateParams = {
                "amount": charge.amount_minor,
                "currency": charge.currency.lower(),
                "description": charge.description,
                "automatic_payment_methods": {"enabled": True},
                "metadata": {PAYMENT_KEY: str(charge.key), "lms_order": charge.order_number},
            }
            if charge.customer_key:
                params["customer"] = find_or_create_customer(client, charge)
            options: RequestOptions = {"idempotency_key": f"lms-payment-{charge.key}"}
            return _started(plain(client.v1.payment_intents.create(params, options)))

    def look_up(self, provider_id: str) -> ProviderPayment:
        """The PaymentIntent as it is now; GatewayRefused("resource_missing") where there is none."""
        with self._talk() as client:
            return payment_of(plain(client.v1.payment_intents.retrieve(provider_id, {"expand": WITH_CHARGE})))

    def cancel(self, provider_id: str) -> ProviderPayment:
        """Nobody can pay it any more; where that is too late, or the bank has it in hand, it stays as it is."""
        try:
            with self._talk() as client:
                # Under a key of the SDK's own: a refusal would be repeated under ours, however things stand then.
                return payment_of(plain(client.v1.payment_intents.cancel(provider_id, {"expand": WITH_CHARGE})))
        except GatewayRefused as refused:
            if refused.provider_code != "payment_intent_unexpected_state":
                raise
        return self.look_up(provider_id)

    def give_back(self, money: MoneyBack) -> Returned:
        """A refund to where the money came from; GatewayRefused where it failed at once."""
        with self._talk() as client:
            refund = plain(
                client.v1.refunds.create(
                    {
                        "payment_intent": money.provider_id,
                        "amount": money.amount_minor,
                        "metadata": {REFUND_KEY: str(money.key)},
                    },
                    {"idempotency_key": f"lms-refund-{money.key}"},
                )
            )
            status = required(refund, "status")
            if status in ("failed", "canceled"):
                raise GatewayRefused(text(refund, "failure_reason") or status)
            return Returned(provider_id=required(refund, "id"), is_settled=status == "succeeded")

    def parse(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """An event, signed by Stripe within the last five minutes."""
        return read_notice(body, headers, settings.STRIPE_WEBHOOK_SECRET)

    def payments(self, since: datetime, until: datetime) -> Iterator[ProviderPayment]:
        """All PaymentIntents made from `since` on and before `until`, newest first; time is counted by the page."""
        last = ""
        has_more = True
        while has_more:
            with self._talk() as client:
                page = plain(client.v1.payment_intents.list(_page(since, until, last)))
                found = [payment_of(intent) for intent in objects_in(page)]
            yield from found
            has_more = bool(page.get("has_more")) and bool(found)
            last = found[-1].provider_id if found else ""

    @cached_property
    def _client(self) -> stripe.StripeClient:
        return stripe.StripeClient(
            settings.STRIPE_SECRET_KEY,
            stripe_version=API_VERSION,
            base_addresses={"api": settings.STRIPE_API_BASE.rstrip("/")},
            max_network_retries=RETRIES,
            http_client=self._http,
        )

    @contextmanager
    def _talk(self) -> Iterator[stripe.StripeClient]:
        """Within it time is short, and errors are those of the shop."""
        self._http.begin()
        with errors_told():
            yield self._client


def _page(since: datetime, until: datetime, last: str) -> PaymentIntentListParams:
    """What asks for the page after the payment `last`, or for the first one."""
    params: PaymentIntentListParams = {
        "created": {"gte": math.floor(since.timestamp()), "lt": math.ceil(until.timestamp())},
        "limit": PER_PAGE,
        "expand": ["data.latest_charge"],
    }
    if last:
        params["starting_after"] = last
    return params


def _started(intent: Mapping[str, Any]) -> Started:
    return Started(
        provider_id=required(intent, "id"),
        state=state_of(intent),
        client={
            "client_secret": required(intent, "client_secret"),
            "publishable_key": settings.STRIPE_PUBLISHABLE_KEY,
        },
    )
