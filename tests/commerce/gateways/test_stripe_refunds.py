"""Sending money back by Stripe."""

import pytest

from commerce.errors import GatewayRefused
from tests.commerce.gateways.material import charge, money_back


@pytest.fixture
def paid(fake, gateway):
    """Pays 19 dollars with a card; the payment's id."""

    def pay(method="pm_card_visa"):
        started = gateway.start(charge())
        fake.pay(started.provider_id, method)
        return started.provider_id

    return pay


def test_a_refund_is_settled_and_carries_our_key(fake, gateway, paid):
    wanted = money_back(paid())

    returned = gateway.give_back(wanted)

    assert returned.is_settled
    assert fake.store.refunds[returned.provider_id]["metadata"] == {"lms_refund": str(wanted.key)}
    assert gateway.look_up(wanted.provider_id).refunded_minor == 1900


def test_a_refund_asked_for_twice_is_made_once(fake, gateway, paid):
    wanted = money_back(paid(), amount_minor=900)

    assert gateway.give_back(wanted) == gateway.give_back(wanted)
    assert gateway.look_up(wanted.provider_id).refunded_minor == 900


def test_a_slow_bank_leaves_the_refund_unsettled(gateway, paid):
    assert not gateway.give_back(money_back(paid("pm_card_pendingRefund"))).is_settled


@pytest.mark.parametrize(
    ("first", "second", "code"), [(1900, 1, "charge_already_refunded"), (1000, 901, "amount_too_large")]
)
def test_more_than_is_left_is_refused(gateway, paid, first, second, code):
    payment = paid()
    gateway.give_back(money_back(payment, amount_minor=first))

    with pytest.raises(GatewayRefused) as refused:
        gateway.give_back(money_back(payment, amount_minor=second))

    assert refused.value.provider_code == code
    assert gateway.look_up(payment).refunded_minor == first


def test_a_payment_that_was_not_made_is_not_refunded(gateway):
    started = gateway.start(charge())

    with pytest.raises(GatewayRefused) as refused:
        gateway.give_back(money_back(started.provider_id))

    assert refused.value.provider_code == "invalid_request_error"


def test_a_refund_that_fails_at_once_is_refused_with_its_reason(fake, gateway, paid):
    body = {"id": "re_1", "object": "refund", "status": "failed", "failure_reason": "expired_or_canceled_card"}
    fake.faults.add("nonsense", "POST", "/v1/refunds", body=body)

    with pytest.raises(GatewayRefused) as refused:
        gateway.give_back(money_back(paid()))

    assert refused.value.provider_code == "expired_or_canceled_card"
