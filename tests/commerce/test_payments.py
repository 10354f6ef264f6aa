"""Notices of providers, in and out of order: what they do to orders, courses and the cart."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from catalog.access import standing_in
from catalog.models import Enrollment, Grant
from commerce.errors import NoticeTooEarly, OrderClosed
from commerce.gateways.base import NoticeKind
from commerce.gateways.sandbox import SandboxGateway
from commerce.models import (
    CartItem,
    Order,
    OrderFlag,
    OrderStatus,
    Payment,
    PaymentStatus,
    ProviderEvent,
    Refund,
    RefundStatus,
    ShopSettings,
)
from commerce.services.orders import cancel_order, expire_orders
from commerce.services.payments import apply_notice, start_payment
from lms_site.models import OutboxEvent, Stock
from tests.factories.accounts import UserFactory
from tests.factories.catalog import make_path
from tests.factories.commerce import (
    begin_payment,
    make_bundle,
    make_coupon,
    make_offer,
    make_order,
    make_paid_course,
    notice,
    notify,
    offer_path,
    paid_order,
    pay,
)
from tests.sharing import own

pytestmark = pytest.mark.django_db
Outcome = ProviderEvent.Outcome
NOBODYS_KEY = "0e0e0e0e-0000-4000-8000-000000000000"
TOO_LATE = timedelta(minutes=16)


@pytest.fixture(scope="module")
def made(made_once):
    course = make_paid_course()
    return SimpleNamespace(course=course, other=make_paid_course(), order=make_order(None, course))


course, other, order = own("course"), own("other"), own("order")


def owns(user, course) -> bool:
    return standing_in(user, course.translation_key).is_open


def published(event: str) -> int:
    return OutboxEvent.objects.filter(name=f"commerce.events.{event}").count()


# --- Money that comes as it should -------------------------------------------------------------
def test_success_marks_the_order_paid_and_opens_the_course(course, order):
    learner = order.user
    receipt = notify(begin_payment(order))
    order.refresh_from_db()
    assert receipt.outcome == Outcome.APPLIED
    assert (order.status, order.paid_at is not None) == (OrderStatus.PAID, True)
    assert order.payments.get().status == PaymentStatus.ACCEPTED
    assert owns(learner, course)
    assert Grant.objects.get().source == Grant.Source.PURCHASE
    assert not CartItem.objects.exists()
    assert published("OrderPaid") == 1


def test_the_same_notice_again_changes_nothing(order):
    told = notice(begin_payment(order))
    receipts = {apply_notice(gateway="sandbox", notice=told).pk for _time in range(3)}
    assert len(receipts) == 1
    assert Enrollment.objects.count() == Grant.objects.count() == published("OrderPaid") == 1


def test_another_event_of_the_same_fact_changes_nothing(order):
    payment = begin_payment(order)
    notify(payment)
    assert notify(payment).outcome == Outcome.KNOWN
    assert published("OrderPaid") == 1


def test_bundle_and_path_open_every_course():
    learner, courses = UserFactory(), [make_paid_course() for _number in range(3)]
    path = make_path(courses[1], courses[2])
    pay(make_order(learner, make_bundle(courses[0], courses[1]), offer_path(path)))
    assert all(owns(learner, course) for course in courses)
    assert learner.path_enrollments.count() == 1


def test_notice_of_an_order_of_five_lines_needs_few_queries(django_assert_max_num_queries):
    order = make_order(UserFactory(), *[make_paid_course() for _number in range(5)])
    told = notice(begin_payment(order))
    ShopSettings.load()  # its row is made when it is asked for first
    with django_assert_max_num_queries(30):
        apply_notice(gateway="sandbox", notice=told)
    assert Enrollment.objects.count() == 5


# --- Notices of something else -----------------------------------------------------------------
def test_payment_for_an_unknown_key_is_asked_for_again_while_it_may_still_come(order):
    told = notice(begin_payment(order), payment_key=NOBODYS_KEY)
    with pytest.raises(NoticeTooEarly):
        apply_notice(gateway="sandbox", notice=told)
    assert not ProviderEvent.objects.exists()


def test_old_notice_of_an_unknown_payment_is_received_and_left(order):
    old = timezone.now() - timedelta(hours=2)
    receipt = notify(begin_payment(order), payment_key=NOBODYS_KEY, occurred_at=old)
    assert receipt.outcome == Outcome.UNKNOWN


def test_notice_that_is_not_of_this_site_is_received_and_left(order):
    receipt = notify(begin_payment(order), payment_key="", provider_id="pi_somebody_else")
    assert receipt.outcome == Outcome.UNKNOWN


@pytest.mark.parametrize("change", [{"amount_minor": 1}, {"currency": "IDR"}, {"amount_minor": 99_999}])
def test_another_amount_or_currency_opens_nothing_and_is_flagged(change, order):
    notify(begin_payment(order), **change)
    order.refresh_from_db()
    flag = order.flags.get()
    assert order.status == OrderStatus.PENDING
    assert (flag.reason, flag.payment.status) == (OrderFlag.Reason.WRONG_AMOUNT, PaymentStatus.SURPLUS)
    assert not Enrollment.objects.exists()


# --- Twice, late, out of order -----------------------------------------------------------------
def test_order_paid_twice_is_delivered_once_and_flagged(order):
    first = begin_payment(order)
    Payment.objects.filter(pk=first.pk).update(status=PaymentStatus.CANCELLED)
    notify(begin_payment(order))
    notify(first)
    assert order.flags.get().reason == OrderFlag.Reason.PAID_TWICE
    assert [payment.status for payment in order.payments.order_by("pk")] == ["surplus", "accepted"]
    assert Grant.objects.count() == 1


def test_failed_card_leaves_the_order_payable(order):
    payment = begin_payment(order)
    notify(payment, NoticeKind.FAILED, failure_code="card_declined")
    payment.refresh_from_db()
    assert (payment.status, payment.failure_code) == (PaymentStatus.STARTED, "card_declined")
    assert begin_payment(order).pk == payment.pk
    assert pay(order).status == OrderStatus.PAID


def test_what_comes_after_success_is_nothing_new(order):
    payment = begin_payment(order)
    notify(payment)
    late = [NoticeKind.FAILED, NoticeKind.PROCESSING, NoticeKind.CANCELLED]
    assert {notify(payment, kind).outcome for kind in late} == {Outcome.KNOWN}
    assert Order.objects.get().status == OrderStatus.PAID


def test_order_that_a_bank_works_on_does_not_expire(order):
    payment = begin_payment(order)
    notify(payment, NoticeKind.PROCESSING)
    assert expire_orders(now=timezone.now() + timedelta(hours=1)) == 0
    notify(payment)
    assert Order.objects.get().status == OrderStatus.PAID


def test_money_that_comes_after_the_order_expired_brings_it_back(course, order):
    learner, payment = order.user, begin_payment(order)
    assert expire_orders(now=timezone.now() + TOO_LATE) == 1
    notify(payment)
    order = Order.objects.get()
    assert (order.status, order.closed_at) == (OrderStatus.PAID, None)
    assert owns(learner, course)


def test_late_money_for_what_is_sold_out_goes_back_by_a_task(course):
    make_offer(course, stock=Stock.objects.create(name="Seats", capacity=1))
    late = make_order(UserFactory(), course)
    payment = begin_payment(late)
    expire_orders(now=timezone.now() + TOO_LATE)
    paid_order(UserFactory(), course)
    notify(payment)
    late.refresh_from_db()
    payment.refresh_from_db()
    assert (late.status, payment.status) == (OrderStatus.EXPIRED, PaymentStatus.SURPLUS)
    assert late.flags.get().reason == OrderFlag.Reason.SOLD_OUT
    assert late.refunds.get().amount_minor == payment.amount_minor
    assert published("RefundRequested") == 1


def test_late_money_keeps_the_coupon_even_when_its_uses_are_gone():
    coupon = make_coupon(capacity=1)
    late = make_order(coupon=coupon)
    payment = begin_payment(late)
    expire_orders(now=timezone.now() + TOO_LATE)
    paid_order(coupon=coupon)
    notify(payment)
    late.refresh_from_db()
    coupon.stock.refresh_from_db()
    assert (late.status, coupon.stock.taken) == (OrderStatus.PAID, 1)
    assert late.holds.get().state == "late"


def test_course_that_was_unpublished_meanwhile_is_flagged_and_the_rest_delivered(course, other):
    learner = UserFactory()
    order = make_order(learner, course, other)
    payment = begin_payment(order)
    course.unpublish()
    notify(payment)
    order.refresh_from_db()
    assert order.status == OrderStatus.PAID
    assert [line.fulfilled_at is not None for line in order.lines.order_by("position")] == [False, True]
    assert order.flags.get().reason == OrderFlag.Reason.CLOSED
    assert owns(learner, other)


def test_payment_of_somebody_who_is_gone_is_kept_and_flagged(order):
    payment = begin_payment(order)
    order.user.delete()
    notify(payment)
    order = Order.objects.get()
    assert (order.status, order.user) == (OrderStatus.PAID, None)
    assert order.flags.get().reason == OrderFlag.Reason.CLOSED


def test_expired_or_cancelled_order_cannot_be_paid_any_more(order):
    with pytest.raises(OrderClosed):
        start_payment(order=order, gateway=SandboxGateway(), now=timezone.now() + TOO_LATE)
    cancel_order(user=order.user, order=order)
    with pytest.raises(OrderClosed):
        begin_payment(order)


# --- Refunds that the provider tells of --------------------------------------------------------
def test_refund_notice_before_success_waits_and_ends_the_same(course, order):
    learner = order.user
    payment = begin_payment(order)
    early = notify(payment, NoticeKind.REFUNDED, refund_id="re_1", amount_minor=order.total_minor)
    assert early.outcome == Outcome.WAITING
    notify(payment)
    early.refresh_from_db()
    order.refresh_from_db()
    assert (early.outcome, order.status) == (Outcome.APPLIED, OrderStatus.REFUNDED)
    assert not owns(learner, course)


def test_whole_refund_made_at_the_provider_takes_everything_back(course):
    learner = UserFactory()
    order = paid_order(learner, course)
    notify(order.payments.get(), NoticeKind.REFUNDED, refund_id="re_1", amount_minor=order.total_minor)
    order.refresh_from_db()
    refund = Refund.objects.get()
    assert (order.status, refund.status, refund.reason) == (OrderStatus.REFUNDED, RefundStatus.SETTLED, "provider")
    assert not owns(learner, course)
    assert not order.flags.exists()


def test_part_refunded_at_the_provider_is_spread_and_flagged():
    learner, courses = UserFactory(), [make_paid_course(1000), make_paid_course(3000)]
    order = paid_order(learner, *courses)
    payment = order.payments.get()
    for _event in ("refund.updated", "charge.refunded"):  # two of one fact
        notify(payment, NoticeKind.REFUNDED, refund_id="re_1", amount_minor=1001)
    order.refresh_from_db()
    assert (order.status, order.refunded_minor) == (OrderStatus.PAID, 1001)
    assert [line.refunded_minor for line in order.lines.order_by("position")] == [250, 751]
    assert order.flags.get().reason == OrderFlag.Reason.FOREIGN_REFUND
    assert all(owns(learner, course) for course in courses)


def test_more_refunded_at_the_provider_than_was_paid_is_flagged_only():
    order = paid_order()
    notify(order.payments.get(), NoticeKind.REFUNDED, refund_id="re_1", amount_minor=order.total_minor + 1)
    order.refresh_from_db()
    assert order.refunded_minor == 0
    assert order.flags.get().reason == OrderFlag.Reason.FOREIGN_REFUND


def test_disputed_payment_is_flagged():
    order = paid_order()
    notify(order.payments.get(), NoticeKind.DISPUTED, failure_code="fraudulent")
    assert (order.flags.get().reason, order.flags.get().note) == (OrderFlag.Reason.DISPUTE, "fraudulent")
