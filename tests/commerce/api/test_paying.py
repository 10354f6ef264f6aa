"""Paying through the API: asked outside of transactions, never twice, and true when the notice has come."""

import pytest

from commerce.models import OrderStatus, Payment, PaymentStatus
from lms_site.models import IdempotentRequest
from tests.commerce.api.asking import ORDERS, data_of
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.commerce import make_order, notify, paid_order
from tests.lms_site.api.answers import assert_error
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer():
    return UserFactory()


@pytest.fixture
def client(buyer):
    return api_client(buyer)


def pay(client, order, body=None, **headers):
    return client.post(f"{ORDERS}{order.number}/pay/", body or {}, headers=headers)


def test_order_becomes_payable_and_the_poll_tells_when_it_is_paid(client, buyer):
    order = make_order(buyer)
    assert data_of(pay(client, order)) == {"gateway": "sandbox", "state": "waiting", "client": {}}
    waiting = data_of(client.get(f"{ORDERS}{order.number}/"))
    assert (waiting["status"], waiting["payment"]["state"]) == ("pending", "started")
    notify(Payment.objects.get())
    done = data_of(client.get(f"{ORDERS}{order.number}/"))
    assert (done["status"], done["payment"]["state"]) == ("paid", "accepted")
    assert done["lines"][0]["delivered_at"]


def test_asked_again_it_is_the_same_payment(client, buyer):
    order = make_order(buyer)
    for headers in ({"Idempotency-Key": "a"}, {"Idempotency-Key": "a"}, {"Idempotency-Key": "b"}, {}):
        data_of(pay(client, order, {"gateway": "sandbox"}, **headers))
    assert Payment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_crash_after_the_provider_was_asked_may_be_tried_again(client, buyer):
    order = make_order(buyer)
    pay(client, order, **{"Idempotency-Key": "a"})
    IdempotentRequest.objects.update(status=0, answer=None)
    Payment.objects.update(provider_id="")
    data_of(pay(client, order, **{"Idempotency-Key": "a"}))
    payment = Payment.objects.get()
    assert payment.provider_id
    assert IdempotentRequest.objects.get().status == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("key", [{"Idempotency-Key": "a"}, {}])
def test_many_at_once_begin_one_payment(buyer, key):
    order = make_order(buyer)
    programs = [api_client(buyer) for _ in range(8)]
    answers = []
    at_once(lambda: answers.append(pay(programs.pop(), order, **key)), 8)
    assert [answer.status_code for answer in answers] == [200] * 8
    assert Payment.objects.count() == 1


def test_what_cannot_be_paid_is_refused(client, buyer, settings):
    paid = paid_order(buyer)
    assert_error(pay(client, paid), 409, "ORDER_PAID")
    order = make_order(buyer)
    client.post(f"{ORDERS}{order.number}/cancel/")
    assert_error(pay(client, order), 409, "ORDER_CLOSED")
    assert Payment.objects.filter(status=PaymentStatus.STARTED).count() == 0
    settings.LMS_SANDBOX_PAYMENTS = False
    waiting = make_order(buyer)
    assert_error(pay(client, waiting), 503, "PAYMENT_UNAVAILABLE")
    assert waiting.status == OrderStatus.PENDING


@pytest.mark.parametrize("body", [{"gateway": "stripe"}, {"gateway": ""}, {"amount_minor": 1}, {"currency": "IDR"}])
def test_other_gateways_and_amounts_are_refused(client, buyer, body):
    assert_error(pay(client, make_order(buyer), body), 400, "VALIDATION_ERROR")
    assert not Payment.objects.exists()
