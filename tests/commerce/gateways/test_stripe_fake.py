"""The fake is like Stripe where that can be checked: the SDK's types, its parameters, its error codes."""

import re
from pathlib import Path

import pytest
import stripe
from stripe import params

from tests.commerce.gateways.material import charge, money_back
from tests.stripe_fake import rows
from tests.stripe_fake.calls import CALLS
from tests.stripe_fake.cards import CARDS
from tests.stripe_fake.fake import SECRET_KEY
from tests.stripe_fake.problems import Problem

SENT = {
    ("POST", "/v1/customers"): params.CustomerCreateParams,
    ("GET", "/v1/customers"): params.CustomerListParams,
    ("POST", "/v1/payment_intents"): params.PaymentIntentCreateParams,
    ("GET", "/v1/payment_intents"): params.PaymentIntentListParams,
    ("POST", "/v1/payment_intents/(pi_[a-z0-9]+)/cancel"): params.PaymentIntentCancelParams,
    ("POST", "/v1/refunds"): params.RefundCreateParams,
    ("GET", "/v1/refunds/(re_[a-z0-9]+)"): params.RefundRetrieveParams,
}
PAYMENT = rows.intent(1)
CHARGE = rows.charge(1, PAYMENT)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (rows.customer(1), stripe.Customer),
        (PAYMENT, stripe.PaymentIntent),
        (CHARGE, stripe.Charge),
        (rows.refund(1, CHARGE), stripe.Refund),
        (rows.dispute(1, CHARGE), stripe.Dispute),
        (rows.event(1, "x", {}, "v"), stripe.Event),
    ],
)
def test_every_field_of_the_fake_is_one_of_the_sdk(row, kind):
    assert set(row) - set(kind.__annotations__) == set()
    assert row["object"] == kind.OBJECT_NAME


@pytest.mark.parametrize("call", [call for call in CALLS if not call.is_public], ids=lambda call: call.path)
def test_every_parameter_of_the_fake_is_one_of_the_sdk(call):
    names = {name.rstrip("!") for name in call.spec}

    assert names - set(SENT[call.method, call.path].__annotations__) == set()


def test_every_error_code_of_the_fake_is_one_that_stripe_documents():
    """The SDK knows them as what may stand in a payment's `last_payment_error`."""
    documented = Path(stripe.__file__).with_name("_payment_intent.py").read_text()
    folder = Path(rows.__file__).parent
    written = {code for path in folder.glob("*.py") for code in re.findall(r'\bcode="([a-z_]+)"', path.read_text())}
    written |= {card.code for card in CARDS.values() if card.code}

    assert {code for code in written if f'"{code}"' not in documented} == set()


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("payment_intents", {"amount": 1900, "currency": "usd", "colour": "red"}, "parameter_unknown"),
        ("payment_intents", {"currency": "usd"}, "parameter_missing"),
        ("payment_intents", {"amount": 19.5, "currency": "usd"}, "parameter_invalid_integer"),
        ("payment_intents", {"amount": 1900, "currency": "xxx"}, None),
        ("payment_intents", {"amount": 1900, "currency": "usd", "customer": "cus_no"}, "resource_missing"),
        ("payment_intents", {"amount": 1900, "currency": "usd", "description": ""}, "parameter_invalid_empty"),
        ("refunds", {"payment_intent": "pi_no"}, "resource_missing"),
    ],
)
def test_the_fake_refuses_what_stripe_refuses(client, path, body, code):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.raw_request("post", f"/v1/{path}", **body)

    assert refused.value.code == code


@pytest.fixture
def client(fake):
    """The SDK, without the gateway."""
    return stripe.StripeClient(SECRET_KEY, base_addresses={"api": fake.url})


def test_the_fake_knows_its_key_and_its_version(fake):
    with pytest.raises(stripe.AuthenticationError):
        stripe.StripeClient("sk_test_other", base_addresses={"api": fake.url}).v1.customers.list()
    with pytest.raises(stripe.InvalidRequestError):
        stripe.StripeClient(
            SECRET_KEY, base_addresses={"api": fake.url}, stripe_version="2020-08-27"
        ).v1.customers.list()


def test_an_idempotency_key_repeats_refusals_after_the_work_began_and_forgets_earlier_ones(fake, client):
    unpaid = client.v1.payment_intents.create({"amount": 1900, "currency": "usd"})
    body = {"payment_intent": unpaid.id}
    for _time in range(2):
        with pytest.raises(stripe.InvalidRequestError):
            client.v1.refunds.create(body, {"idempotency_key": "late"})
        fake_state = fake.store.intents[unpaid.id]["status"]
        if fake_state != "succeeded":
            fake.pay(unpaid.id)

    with pytest.raises(stripe.InvalidRequestError):
        client.v1.refunds.create({"payment_intent": "pi_no"}, {"idempotency_key": "early"})
    assert client.v1.refunds.create(body, {"idempotency_key": "early"}).status == "succeeded"


def test_events_are_delivered_as_the_test_says(fake, gateway, webhook_sink):
    fake.delivery.address = webhook_sink.url
    started = gateway.start(charge())
    fake.pay(started.provider_id)
    fake.delivery.only("payment_intent.created", "payment_intent.succeeded")
    fake.delivery.reorder()
    again = fake.delivery.tell_twice("payment_intent.succeeded")
    webhook_sink.statuses = [500, 200, 200]

    assert fake.delivery.deliver() == [500, 200, 200]
    assert [event["type"] for event in fake.delivery.waiting] == ["payment_intent.succeeded"]
    assert fake.delivery.deliver(copies=2) == [200, 200]

    told = [gateway.parse(body, headers) for body, headers in webhook_sink.received]
    names = [notice.name.removeprefix("payment_intent.") for notice in told]
    assert names == ["succeeded", "created", "succeeded", "succeeded", "succeeded"]
    assert told[2].event_id == again["id"] != told[0].event_id == told[3].event_id == told[4].event_id


def test_dropped_events_never_arrive(fake, gateway, webhook_sink):
    fake.delivery.address = webhook_sink.url
    started = gateway.start(charge())
    fake.pay(started.provider_id)
    gateway.give_back(money_back(started.provider_id))
    fake.delivery.drop("payment_intent.succeeded", "refund.created")

    fake.delivery.deliver()

    arrived = {gateway.parse(body, headers).name for body, headers in webhook_sink.received}
    assert arrived == {"payment_intent.created", "charge.succeeded", "charge.refunded"}


def test_a_declined_payment_at_the_fake_is_a_card_error(fake, client):
    made = client.v1.payment_intents.create({"amount": 1900, "currency": "usd"})

    with pytest.raises(stripe.CardError) as declined:
        client.v1.payment_intents.confirm(made.id, {"payment_method": "pm_card_visa_chargeDeclined"})

    assert (declined.value.code, declined.value.error.decline_code) == ("card_declined", "generic_decline")
    with pytest.raises(Problem):
        fake.authenticate(made.id)
