"""The sandbox: what the buyer decides on its pages is what a provider would tell."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from commerce.models import Order, OrderStatus, Payment, PaymentStatus
from tests.commerce.shop_material import address, buyer, checkout, text_of
from tests.factories.accounts import UserFactory
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    client = Client()
    buyer(client)
    checkout(client)
    return SimpleNamespace(foreign=Order.objects.get())


foreign = own("foreign")


@pytest.fixture
def order(client, foreign) -> Order:
    """An order whose buyer is signed in."""
    client.force_login(foreign.user)
    return foreign


def decide(client, order: Order, choice: str):
    return client.post(address("sandbox", order), {"do": choice}, follow=True)


def test_sandbox_pays(client, order):
    assert "no money moves" in text_of(client.get(address("sandbox", order)))
    answer = decide(client, order, "pay")
    order.refresh_from_db()
    assert order.status == OrderStatus.PAID
    assert "Thank you. It is paid" in text_of(answer)
    assert answer.context["courses"][0].title == "Weaving"
    assert client.session["cart_count"] == 0


def test_sandbox_declines_and_the_buyer_tries_again(client, order):
    answer = decide(client, order, "decline")
    assert "The payment was declined" in text_of(answer)
    assert address("pay", order) in text_of(answer)
    assert "It is paid" in text_of(decide(client, order, "pay"))


def test_sandbox_asks_as_a_bank_does(client, order):
    assert "Your bank asks" in text_of(decide(client, order, "secure"))
    assert not Order.objects.filter(status=OrderStatus.PAID).exists()
    assert "was declined" in text_of(decide(client, order, "refuse"))
    assert Payment.objects.get().failure_code == "authentication_failed"
    assert "It is paid" in text_of(decide(client, order, "confirm"))


def test_sandbox_with_a_slow_bank_says_that_it_takes_a_while(client, order):
    assert "Your bank is working on it" in text_of(decide(client, order, "slow"))
    assert Payment.objects.get().status == PaymentStatus.PROCESSING


def test_unknown_decision_is_not_found(client, order):
    assert decide(client, order, "steal").status_code == 404
    assert decide(client, order, "").status_code == 404


def test_paid_order_is_not_paid_again(client, order):
    decide(client, order, "pay")
    for name in ("pay", "sandbox"):
        assert client.get(address(name, order))["Location"] == address("result", order)
    decide(client, order, "pay")
    assert Payment.objects.count() == 1


def test_sandbox_is_nowhere_where_it_is_off(client, settings, order):
    settings.LMS_SANDBOX_PAYMENTS = False
    for answer in (client.get(address("sandbox", order)), client.post(address("sandbox", order), {"do": "pay"})):
        assert answer.status_code == 404
    assert not Order.objects.filter(status=OrderStatus.PAID).exists()


@pytest.mark.parametrize("name", ["result", "pay", "sandbox"])
def test_steps_of_an_order_are_its_buyers_alone(client, name, foreign):
    assert client.get(address(name, foreign))["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory())
    assert client.get(address(name, foreign)).status_code == 404
    assert client.post(address("sandbox", foreign), {"do": "pay"}).status_code == 404


def test_order_whose_time_is_over_goes_to_its_result(client, order):
    Order.objects.filter(pk=order.pk).update(expires_at=order.placed_at - timedelta(minutes=1))
    assert client.get(address("pay", order))["Location"] == address("result", order)
