"""Starting, looking up, cancelling and listing payments at Stripe."""

from datetime import UTC, datetime, timedelta

import pytest
import stripe

from commerce.errors import GatewayRefused
from commerce.gateways.base import ChargeState
from commerce.gateways.stripe import API_VERSION
from tests.commerce.gateways.material import charge
from tests.stripe_fake.fake import PUBLISHABLE_KEY
from tests.stripe_fake.problems import Problem

DAY = timedelta(days=1)


def test_start_makes_a_payment_of_the_charge_that_carries_our_key(fake, gateway):
    wanted = charge()

    started = gateway.start(wanted)

    made = fake.store.intents[started.provider_id]
    assert (made["amount"], made["currency"]) == (1900, "usd")
    assert made["metadata"] == {"lms_payment": str(wanted.key), "lms_order": "2026-000001"}
    assert made["automatic_payment_methods"] == {"enabled": True}
    assert started.state == ChargeState.WAITING
    assert started.client == {"client_secret": made["client_secret"], "publishable_key": PUBLISHABLE_KEY}


def test_start_asked_twice_makes_one_payment(fake, gateway):
    wanted = charge()

    assert gateway.start(wanted) == gateway.start(wanted)
    assert len(fake.store.intents) == 1


def test_the_same_key_for_another_amount_is_refused(gateway):
    wanted = charge()
    gateway.start(wanted)

    with pytest.raises(GatewayRefused) as refused:
        gateway.start(charge(key=wanted.key, amount_minor=2000))

    assert refused.value.provider_code == "idempotency_error"


def test_a_person_is_one_customer_whatever_they_buy(fake, gateway):
    for number in ("1", "2"):
        gateway.start(charge(order_number=number))
    gateway.start(charge(customer_key="user-2"))

    customers = {made["customer"] for made in fake.store.intents.values()}
    assert customers == set(fake.store.customers)
    assert [row["metadata"]["lms_customer"] for row in fake.store.customers.values()] == ["user-1", "user-2"]


def test_who_has_a_new_address_can_go_on_paying(fake, gateway):
    gateway.start(charge())

    gateway.start(charge(email="married@example.com"))

    assert [row["email"] for row in fake.store.customers.values()] == ["learner@example.com", "married@example.com"]


def test_nobody_in_particular_is_no_customer(fake, gateway):
    gateway.start(charge(customer_key=""))

    assert [made["customer"] for made in fake.store.intents.values()] == [None]
    assert not fake.store.customers


@pytest.mark.parametrize(
    ("amount", "code"), [(10, "amount_too_small"), (100_000_000, "amount_too_large"), (0, "parameter_invalid_integer")]
)
def test_amounts_that_stripe_does_not_take_are_refused(gateway, amount, code):
    with pytest.raises(GatewayRefused) as refused:
        gateway.start(charge(amount_minor=amount))

    assert refused.value.provider_code == code


@pytest.mark.parametrize(
    ("method", "state"),
    [
        ("pm_card_visa", ChargeState.SUCCEEDED),
        ("pm_card_authenticationRequired", ChargeState.WAITING),
        ("pm_usBankAccount_processing", ChargeState.PROCESSING),
    ],
)
def test_look_up_tells_how_far_it_is(fake, gateway, method, state):
    wanted = charge()
    started = gateway.start(wanted)
    fake.pay(started.provider_id, method)

    found = gateway.look_up(started.provider_id)

    assert (found.provider_id, found.key, found.state) == (started.provider_id, str(wanted.key), state)
    assert (found.amount_minor, found.currency, found.refunded_minor) == (1900, "USD", 0)
    assert datetime.now(UTC) - found.created_at < timedelta(minutes=1)


@pytest.mark.parametrize("method", ["pm_card_visa_chargeDeclined", "pm_card_visa_chargeDeclinedInsufficientFunds"])
def test_a_declined_card_fails_and_another_one_succeeds(fake, gateway, method):
    started = gateway.start(charge())
    with pytest.raises(Problem):
        fake.pay(started.provider_id, method)
    assert gateway.look_up(started.provider_id).state == ChargeState.FAILED

    fake.pay(started.provider_id)

    assert gateway.look_up(started.provider_id).state == ChargeState.SUCCEEDED


@pytest.mark.parametrize(("succeeds", "state"), [(True, ChargeState.SUCCEEDED), (False, ChargeState.FAILED)])
def test_the_bank_asks_and_the_buyer_answers(fake, gateway, succeeds, state):
    started = gateway.start(charge())
    fake.pay(started.provider_id, "pm_card_authenticationRequired")

    fake.authenticate(started.provider_id, succeeds=succeeds)

    assert gateway.look_up(started.provider_id).state == state


def test_look_up_of_what_is_not_there_is_refused(gateway):
    with pytest.raises(GatewayRefused) as refused:
        gateway.look_up("pi_nothing")

    assert refused.value.provider_code == "resource_missing"


def test_cancel_ends_a_payment_that_was_not_made(fake, gateway):
    started = gateway.start(charge())

    assert gateway.cancel(started.provider_id).state == ChargeState.CANCELLED
    assert gateway.cancel(started.provider_id).state == ChargeState.CANCELLED
    with pytest.raises(Problem):
        fake.pay(started.provider_id)


@pytest.mark.parametrize(
    ("method", "state"),
    [("pm_card_visa", ChargeState.SUCCEEDED), ("pm_usBankAccount_processing", ChargeState.PROCESSING)],
)
def test_cancel_leaves_what_was_made_as_it_is(fake, gateway, method, state):
    started = gateway.start(charge())
    fake.pay(started.provider_id, method)

    assert gateway.cancel(started.provider_id).state == state


def test_cancel_works_once_the_bank_has_let_go(fake, gateway):
    started = gateway.start(charge())
    fake.pay(started.provider_id, "pm_usBankAccount_processing")
    gateway.cancel(started.provider_id)
    fake.bounce(started.provider_id)

    assert gateway.cancel(started.provider_id).state == ChargeState.CANCELLED


def test_payments_lists_all_of_a_time_page_by_page(fake, gateway):
    since = datetime(2026, 5, 1, tzinfo=UTC)
    moments = [since - timedelta(seconds=1), since, since + DAY - timedelta(seconds=1), since + DAY]
    rows = [fake.foreign_payment(created=int(moment.timestamp())) for moment in moments]
    many = [fake.foreign_payment(created=int((since + timedelta(hours=1)).timestamp())) for _number in range(203)]

    found = list(gateway.payments(since, since + DAY))

    assert {row.provider_id for row in found} == {row["id"] for row in (*rows[1:3], *many)}
    assert len(found) == 205
    assert len(fake.asked) == 3
    assert {row.key for row in found} == {""}


def test_payments_of_an_empty_time_are_none(fake, gateway):
    assert list(gateway.payments(datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 2, tzinfo=UTC))) == []


def test_payments_tells_what_was_refunded(fake, gateway):
    started = gateway.start(charge())
    fake.pay(started.provider_id)
    fake.refund_by_hand(started.provider_id, amount=700)

    [found] = gateway.payments(datetime.now(UTC) - DAY, datetime.now(UTC) + DAY)

    assert (found.amount_minor, found.refunded_minor) == (1900, 700)


def test_every_call_that_changes_something_has_an_idempotency_key_and_the_version_of_the_sdk(fake, gateway):
    started = gateway.start(charge())
    gateway.cancel(started.provider_id)

    posts = [asked for asked in fake.asked if asked.method == "POST"]
    assert len(posts) == 3
    assert all(asked.idempotency_key for asked in posts)
    assert {asked.version for asked in fake.asked} == {API_VERSION}


def test_the_pinned_version_is_the_one_that_the_sdk_was_made_for():
    assert stripe.api_version == API_VERSION


def test_addresses_of_buyers_do_not_reach_the_log(gateway, caplog):
    gateway.start(charge())

    assert "example.com" not in caplog.text
