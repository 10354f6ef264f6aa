"""Payments that end with their order, and the sandbox's slow bank."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.gateways.base import BadNotice, NoticeKind
from commerce.gateways.sandbox import SandboxGateway
from commerce.models import Order, OrderStatus, Payment, PaymentStatus
from commerce.services.cancelling import end_payments
from commerce.services.orders import cancel_order
from commerce.services.sandbox_time import DELAY, settle_due
from tests.factories.commerce import begin_payment, make_order, notify

pytestmark = pytest.mark.django_db


def test_payment_of_a_cancelled_order_is_ended_once_and_for_all():
    order = make_order()
    payment = begin_payment(order)
    end_payments(order_id=order.pk)
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.STARTED  # its order waits still
    cancel_order(user=order.user, order=order)
    for _time in range(2):
        end_payments(order_id=order.pk)
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.CANCELLED


def test_payment_that_no_provider_knows_yet_is_ended_as_well():
    order = make_order()
    begin_payment(order)
    Payment.objects.update(provider_id="")
    cancel_order(user=order.user, order=order)
    end_payments(order_id=order.pk)
    assert Payment.objects.get().status == PaymentStatus.CANCELLED


def test_money_for_a_payment_that_was_ended_still_counts():
    order = make_order()
    payment = begin_payment(order)
    cancel_order(user=order.user, order=order)
    end_payments(order_id=order.pk)
    notify(payment)
    assert Order.objects.get().status == OrderStatus.PAID


def test_slow_bank_answers_after_its_time():
    payment = begin_payment(make_order())
    notify(payment, NoticeKind.PROCESSING)
    assert settle_due() == 0
    later = timezone.now() + DELAY + timedelta(seconds=1)
    assert [settle_due(now=later), settle_due(now=later)] == [1, 0]
    assert Order.objects.get().status == OrderStatus.PAID


def test_slow_bank_sleeps_where_the_sandbox_is_off(settings):
    settings.LMS_SANDBOX_PAYMENTS = False
    notify(begin_payment(make_order()), NoticeKind.PROCESSING)
    assert settle_due(now=timezone.now() + timedelta(hours=1)) == 0


def test_sandbox_takes_no_notices_from_outside():
    with pytest.raises(BadNotice):
        SandboxGateway().parse(b"{}", {})
