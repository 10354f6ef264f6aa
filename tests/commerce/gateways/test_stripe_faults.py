"""Stripe slow, down, or without sense: an answer within the time, one effect, and the right kind of error."""

import time
from datetime import UTC, datetime

import pytest

from commerce.errors import GatewayRefused, GatewayUnavailable
from commerce.gateways.stripe import StripeGateway
from tests.commerce.gateways.material import charge, money_back
from tests.services.process import free_port

INTENTS = "/v1/payment_intents"
IN_USE = {"error": {"type": "idempotency_error", "code": "idempotency_key_in_use", "message": "In progress."}}


@pytest.fixture
def hasty(fake):
    """A gateway that gives up after half a second."""
    return StripeGateway(connect_seconds=0.2, total_seconds=0.5)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "reset"},
        {"kind": "status", "status": 500},
        {"kind": "status", "status": 503},
        {"kind": "status", "status": 409, "body": IN_USE},
        {"kind": "reset", "is_late": True},
    ],
    ids=["reset", "500", "503", "in use", "answer lost"],
)
def test_a_fault_that_passes_is_not_noticed_and_has_one_effect(fake, gateway, fault):
    fake.faults.add(method="POST", path=INTENTS, **fault)

    gateway.start(charge())

    assert len(fake.store.intents) == 1
    assert len({asked.idempotency_key for asked in fake.posts(INTENTS)}) == 1


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, None), (503, None), (409, IN_USE), (429, None), (401, None), (403, None)],
    ids=["500", "503", "in use", "429", "401", "403"],
)
def test_what_may_pass_is_unavailable(fake, gateway, status, body):
    fake.faults.add(
        "status", "POST", INTENTS, status=status, body=body, times=9, headers={"Stripe-Should-Retry": "false"}
    )

    with pytest.raises(GatewayUnavailable):
        gateway.start(charge())


@pytest.mark.parametrize("kind", ["reset", "hang", "trickle", "slow"])
def test_whatever_it_does_it_ends_in_time_and_can_be_asked_again(fake, hasty, gateway, kind):
    wanted = charge()
    fake.faults.add(kind, times=9, seconds=0.4)
    begun = time.monotonic()

    with pytest.raises(GatewayUnavailable):
        hasty.start(wanted)

    assert time.monotonic() - begun < 3
    fake.faults.clear()
    gateway.start(wanted)
    assert len(fake.store.intents) == 1


def test_nobody_listens(settings, fake):
    settings.STRIPE_API_BASE = f"http://127.0.0.1:{free_port()}"

    with pytest.raises(GatewayUnavailable):
        StripeGateway(total_seconds=0.3).look_up("pi_1")


@pytest.mark.parametrize(
    "body",
    [
        None, [], {}, "text", 7, {"id": 5, "object": "payment_intent"},
        {"id": "pi_1", "object": "payment_intent", "status": "gone"},
        {"id": "pi_1", "object": "payment_intent", "status": ["succeeded"], "amount": 5},
        {"id": "pi_1", "object": "payment_intent", "status": "succeeded", "amount_received": "1900"},
        {"id": "pi_1", "object": "payment_intent", "status": "succeeded", "amount_received": 1900, "currency": 3},
        {"id": "pi_1", "object": "payment_intent", "status": "succeeded", "amount_received": 1900, "metadata": "x"},
        {"id": "pi_1", "object": "payment_intent", "status": "canceled", "amount": 5, "currency": "usd", "created": -1},
        {"error": "text"}, {"error": {"message": "no type"}},
    ],
)  # fmt: skip
def test_an_answer_without_sense_is_unavailable(fake, gateway, body):
    fake.faults.add("nonsense", "GET", INTENTS, body=body, times=9)

    with pytest.raises(GatewayUnavailable):
        gateway.look_up("pi_1")
    with pytest.raises(GatewayUnavailable):
        list(gateway.payments(*[time_of(day) for day in (1, 2)]))


@pytest.mark.parametrize("body", [{"data": "many"}, {"data": [1]}, {"has_more": True}])
def test_a_list_without_sense_is_unavailable(fake, gateway, body):
    fake.faults.add("nonsense", "GET", body=body, times=9)

    with pytest.raises(GatewayUnavailable):
        list(gateway.payments(*[time_of(day) for day in (1, 2)]))
    with pytest.raises(GatewayUnavailable):
        gateway.start(charge())


def test_a_list_that_says_there_is_more_and_has_nothing_ends(fake, gateway):
    body = {"object": "list", "data": [], "has_more": True, "url": INTENTS}
    fake.faults.add("nonsense", "GET", body=body, times=9)

    assert list(gateway.payments(*[time_of(day) for day in (1, 2)])) == []


def test_a_wrong_key_of_ours_decides_nothing(settings, fake):
    settings.STRIPE_SECRET_KEY = "sk_test_other"

    with pytest.raises(GatewayUnavailable):
        StripeGateway().look_up("pi_1")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ({"type": "card_error", "code": "card_declined", "decline_code": "do_not_honor"}, "do_not_honor"),
        ({"type": "card_error", "code": "expired_card"}, "expired_card"),
        ({"type": "invalid_request_error"}, "invalid_request_error"),
    ],
)
def test_a_refusal_brings_stripes_own_word(fake, gateway, error, code):
    status = 402 if error["type"] == "card_error" else 400
    fake.faults.add("status", "POST", "/v1/refunds", status=status, body={"error": {**error, "message": "No."}})

    with pytest.raises(GatewayRefused) as refused:
        gateway.give_back(money_back("pi_1"))

    assert refused.value.provider_code == code


def time_of(day: int) -> datetime:
    """Midnight of a day in May."""
    return datetime(2026, 5, day, tzinfo=UTC)
