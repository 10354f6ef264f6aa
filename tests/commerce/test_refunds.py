"""Money back: never more than was paid, access with it, and the same end whatever fails on the way."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from catalog.access import standing_in
from catalog.models import Enrollment
from commerce.errors import OrderNotPaid, RefundRefused
from commerce.gateways.base import NoticeKind
from commerce.models import Gift, OrderFlag, OrderStatus, Payment, Refund, RefundStatus, ShopSettings
from commerce.queries.refunds import return_right
from commerce.services.gifts import redeem_gift
from commerce.services.refunds import request_refund, request_refund_of_payment, send_refund
from commerce.services.resolutions import resolve
from commerce.services.returns import give_back
from lms_site.models import OutboxEvent
from tests.factories.accounts import UserFactory
from tests.factories.catalog import enroll
from tests.factories.commerce import (
    begin_payment,
    make_bundle,
    make_order,
    make_paid_course,
    make_tax,
    notify,
    paid_order,
)
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    course = make_paid_course()
    return SimpleNamespace(course=course, other=make_paid_course(), order=paid_order(None, course))


course, other, order = own("course"), own("other"), own("order")


def owns(user, course) -> bool:
    return standing_in(user, course.translation_key).is_open


def refund_whole(order) -> Refund:
    return request_refund(order=order, amounts={line.pk: None for line in order.lines.all()}, reason="staff")


def test_whole_order_is_refunded_and_taken_back(course, order):
    learner = order.user
    refund = refund_whole(order)
    assert owns(learner, course)  # until the money is on its way
    send_refund(refund_id=refund.pk)
    order.refresh_from_db()
    refund.refresh_from_db()
    assert (order.status, refund.status) == (OrderStatus.REFUNDED, RefundStatus.SETTLED)
    assert not owns(learner, course)
    assert OutboxEvent.objects.filter(name="commerce.events.RefundSettled").count() == 1


def test_refund_of_one_line_leaves_the_others(course, other):
    learner = UserFactory()
    order = paid_order(learner, course, other)
    first = order.lines.get(position=1)
    send_refund(refund_id=request_refund(order=order, amounts={first.pk: None}, reason="staff").pk)
    assert (owns(learner, course), owns(learner, other)) == (False, True)


def test_refund_ends_its_own_grant_and_no_other(course, order):
    learner = order.user
    enroll(learner, course, source="staff")
    send_refund(refund_id=refund_whole(order).pk)
    assert owns(learner, course)


def test_part_of_a_line_leaves_the_course_when_staff_say_so(course, order):
    learner = order.user
    line = order.lines.get()
    refund = request_refund(order=order, amounts={line.pk: 500}, reason="staff", ends_access=False)
    send_refund(refund_id=refund.pk)
    order.refresh_from_db()
    assert (order.status, order.refunded_minor, owns(learner, course)) == (OrderStatus.PAID, 500, True)


@pytest.mark.parametrize("amount", [0, -1, 2001])
def test_impossible_amounts_are_refused(amount, order):
    with pytest.raises(RefundRefused):
        request_refund(order=order, amounts={order.lines.get().pk: amount}, reason="staff")


def test_refund_twice_and_more_than_paid_are_refused(order):
    line = order.lines.get()
    request_refund(order=order, amounts={line.pk: 1500}, reason="staff")
    with pytest.raises(RefundRefused):
        request_refund(order=order, amounts={line.pk: 501}, reason="staff")
    request_refund(order=order, amounts={line.pk: None}, reason="staff")
    for _time in range(2):
        with pytest.raises(RefundRefused):
            refund_whole(order)
    assert sum(refund.amount_minor for refund in Refund.objects.all()) == 2000


def test_lines_of_another_order_are_not_refunded(order):
    theirs = paid_order()
    with pytest.raises(RefundRefused):
        request_refund(order=order, amounts={theirs.lines.get().pk: None}, reason="staff")


def test_order_that_was_not_paid_has_nothing_to_send_back():
    with pytest.raises(OrderNotPaid):
        refund_whole(make_order())


def test_sending_twice_settles_once(order):
    refund = refund_whole(order)
    for _time in range(3):
        send_refund(refund_id=refund.pk)
    assert OutboxEvent.objects.filter(name="commerce.events.RefundSettled").count() == 1


def test_tax_in_parts_sums_up_to_the_lines_tax():
    make_tax("ID", "11")
    order = paid_order(None, make_paid_course(999), country="ID")
    line = order.lines.get()
    for _part in range(3):
        request_refund(order=order, amounts={line.pk: 333}, reason="staff")
    request_refund(order=order, amounts={line.pk: None}, reason="staff")
    parts = [part for refund in Refund.objects.all() for part in refund.lines.all()]
    assert sum(part.tax_minor for part in parts) == line.tax_minor == 110
    assert sum(part.amount_minor for part in parts) == line.total_minor


def test_refund_that_fails_is_no_longer_reserved_and_staff_are_told(order):
    refund = refund_whole(order)
    payment = order.payments.get()
    notify(payment, NoticeKind.REFUND_FAILED, refund_key=str(refund.key), failure_code="expired_or_canceled_card")
    order.refresh_from_db()
    refund.refresh_from_db()
    assert (order.refunded_minor, refund.status, refund.lines.count()) == (0, RefundStatus.FAILED, 0)
    assert order.flags.get().reason == OrderFlag.Reason.REFUND_FAILED
    assert refund_whole(order).amount_minor == order.total_minor


def test_settled_refund_that_fails_afterwards_is_for_a_person(order):
    refund = refund_whole(order)
    send_refund(refund_id=refund.pk)
    notify(order.payments.get(), NoticeKind.REFUND_FAILED, refund_key=str(refund.key), failure_code="lost")
    refund.refresh_from_db()
    assert refund.status == RefundStatus.SETTLED
    assert order.flags.get().reason == OrderFlag.Reason.REFUND_FAILED


def test_surplus_money_goes_back_by_one_click():
    order, admin = make_order(), UserFactory()
    payment = begin_payment(order)
    notify(payment, amount_minor=1)
    resolve(flag=order.flags.get(), way="refund_payment", by=admin)
    refund = Refund.objects.get()
    send_refund(refund_id=refund.pk)
    payment.refresh_from_db()
    assert (payment.refunded_minor, order.flags.get().resolved_by) == (1, admin)
    with pytest.raises(RefundRefused):
        request_refund_of_payment(payment=payment)


def test_undelivered_line_is_delivered_or_refunded_by_one_click(course):
    learner = UserFactory()
    order = make_order(learner, course)
    payment = begin_payment(order)
    course.unpublish()
    notify(payment)
    course.get_latest_revision().publish()
    resolve(flag=order.flags.get(), way="deliver", by=UserFactory())
    assert owns(learner, course)


# --- By the learner ----------------------------------------------------------------------------
def test_learner_gives_back_in_time(course, order):
    learner, line = order.user, order.lines.get()
    assert return_right(line).allowed
    send_refund(refund_id=give_back(line=line, note="Not for me").pk)
    assert not owns(learner, course)


def test_time_for_giving_back_ends(order):
    line = order.lines.get()
    late = timezone.now() + timedelta(days=ShopSettings.load().refund_days)
    with pytest.raises(RefundRefused) as refused:
        give_back(line=line, now=late)
    assert refused.value.code == "REFUND_TOO_LATE"


def test_who_has_learned_much_does_not_give_back(course, other):
    order = paid_order(None, make_bundle(course, other))
    Enrollment.objects.filter(pk=order.user.enrollments.first().pk).update(completed_count=1, required_count=2)
    assert return_right(order.lines.get()).reason == "REFUND_PROGRESS"


def test_what_was_given_back_is_not_given_back_again(order):
    line = order.lines.get()
    give_back(line=line)
    line.refresh_from_db()
    assert return_right(line).reason == "REFUND_NOTHING"


def test_gift_is_given_back_until_it_is_redeemed():
    from tests.factories.commerce import make_gift_order

    order = make_gift_order()
    line = order.lines.get()
    assert return_right(line).allowed
    redeem_gift(user=UserFactory(), token=Gift.objects.get().token)
    line.refresh_from_db()
    assert return_right(order.lines.get()).reason == "REFUND_PROGRESS"


def test_payment_of_a_vanished_gateway_leaves_the_refund_waiting(order):
    refund = refund_whole(order)
    Payment.objects.update(gateway="gone")
    with pytest.raises(LookupError):
        send_refund(refund_id=refund.pk)
    refund.refresh_from_db()
    assert refund.status == RefundStatus.REQUESTED
