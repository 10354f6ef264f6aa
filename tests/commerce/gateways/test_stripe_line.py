"""Money's line by Stripe, over HTTP: whatever is delivered how often and in which order, one effect."""

import pytest

from catalog.access import standing_in
from commerce.models import OrderFlag, OrderStatus, PaymentStatus, ProviderEvent, RefundStatus
from commerce.services.payments import start_payment
from commerce.services.refunds import request_refund_of_payment, send_refund
from lms_site.models import OutboxEvent
from tests.factories.accounts import UserFactory
from tests.factories.commerce import make_order, make_paid_course

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post(fake, live_server):
    """The fake, which delivers to the site."""
    fake.delivery.address = f"{live_server.url}/api/v1/payments/stripe/webhook/"
    return fake.delivery


@pytest.fixture
def learner():
    return UserFactory()


@pytest.fixture
def course():
    return make_paid_course()


@pytest.fixture
def payment(gateway, learner, course):
    """Of an order of one course, begun at Stripe."""
    return start_payment(order=make_order(learner, course), gateway=gateway)[0]


def owns(learner, course) -> bool:
    return standing_in(learner, course.translation_key).is_open


def times_paid() -> int:
    return OutboxEvent.objects.filter(name="commerce.events.OrderPaid").count()


def test_each_notice_three_times_backwards_and_under_two_ids_is_one_purchase(fake, post, payment, learner, course):
    fake.pay(payment.provider_id, "pm_usBankAccount_processing")
    fake.arrive(payment.provider_id)
    post.tell_twice("payment_intent.succeeded")
    post.reorder()

    assert set(post.deliver(copies=3)) == {200}

    payment.refresh_from_db()
    assert (payment.status, payment.order.status) == (PaymentStatus.ACCEPTED, OrderStatus.PAID)
    assert owns(learner, course)
    assert times_paid() == 1
    assert not OrderFlag.objects.exists()


def test_a_card_is_declined_then_the_bank_asks_then_it_is_paid(fake, post, payment, learner, course):
    fake.pay(payment.provider_id, "pm_card_authenticationRequired")
    fake.authenticate(payment.provider_id, succeeds=False)
    post.deliver()
    payment.refresh_from_db()
    assert payment.failure_code == "payment_intent_authentication_failure"
    assert not owns(learner, course)

    fake.pay(payment.provider_id)
    post.deliver()

    assert owns(learner, course)


def test_a_refund_that_is_told_before_the_payment_ends_in_the_same_state(fake, post, payment, learner, course):
    fake.pay(payment.provider_id)
    fake.refund_by_hand(payment.provider_id)
    post.reorder("refund.created", "charge.refunded", "payment_intent.succeeded")

    assert set(post.deliver(copies=2)) == {200}

    payment.refresh_from_db()
    assert payment.order.status == OrderStatus.REFUNDED
    assert payment.refunds.get().status == RefundStatus.SETTLED
    assert not owns(learner, course)


def test_a_slow_refund_is_settled_by_either_of_its_two_notices_and_once(fake, post, gateway, payment, learner, course):
    fake.pay(payment.provider_id, "pm_card_pendingRefund")
    post.deliver()
    payment.refresh_from_db()
    payment.status = PaymentStatus.SURPLUS
    payment.save()
    refund = request_refund_of_payment(payment=payment)
    send_refund(refund_id=refund.pk)
    refund.refresh_from_db()
    post.deliver()
    assert refund.status == RefundStatus.REQUESTED

    fake.settle_refund(refund.provider_id)
    assert set(post.deliver(copies=2)) == {200}

    refund.refresh_from_db()
    assert refund.status == RefundStatus.SETTLED
    assert OutboxEvent.objects.filter(name="commerce.events.RefundSettled").count() == 1


def test_events_of_others_in_the_account_are_taken_in_and_do_nothing(fake, post):
    fake.pay(fake.foreign_payment()["id"])

    assert set(post.deliver()) == {200}
    assert set(ProviderEvent.objects.values_list("payment", flat=True)) == {None}
    assert times_paid() == 0
