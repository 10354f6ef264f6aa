"""Many at once, with money: one effect each. Each test has its control, a naive twin that must fail.

They need a database with real concurrency; on SQLite, which lets one writer in at a time, there is no race.
"""

import threading

from django.db.models import F

from catalog.models import Enrollment, Grant
from commerce.errors import GiftSpent, RefundRefused
from commerce.models import Gift, Order, OrderStatus, Payment, ProviderEvent, Refund
from commerce.services.gifts import redeem_gift
from commerce.services.orders import Billing, place_order
from commerce.services.payments import apply_notice
from commerce.services.refunds import request_refund
from lms_site.errors import DomainError
from lms_site.models import OutboxEvent, Stock
from tests.factories.accounts import UserFactory, make_people
from tests.factories.commerce import (
    begin_payment,
    fill_cart,
    make_coupon,
    make_gift_order,
    make_offer,
    make_order,
    make_paid_course,
    make_paid_courses,
    notice,
    paid_order,
    seen_by,
)
from tests.factories.many_orders import fill_carts, repeat_cart, repeat_order
from tests.threads import RACES, all_at_once

pytestmark = RACES
AT_ONCE = 12
MANY, COURSES = 50, 5


def paid_events() -> int:
    return OutboxEvent.objects.filter(name="commerce.events.OrderPaid").count()


def test_same_notice_fifty_times_at_once_is_applied_once():
    told = notice(begin_payment(make_order()))
    receipts = all_at_once(lambda _number: apply_notice(gateway="sandbox", notice=told).pk, range(MANY))
    assert set(receipts) == {ProviderEvent.objects.get().pk}
    assert paid_events() == Grant.objects.count() == 1


def test_different_notices_of_one_payment_at_once_are_one_payment():
    payment = begin_payment(make_order())
    told = [notice(payment) for _number in range(AT_ONCE)]
    outcomes = all_at_once(lambda one: apply_notice(gateway="sandbox", notice=one).outcome, told)
    assert sorted(outcomes) == ["applied", *["known"] * (AT_ONCE - 1)]
    assert paid_events() == Grant.objects.count() == 1


def test_control_notice_applied_by_check_then_write_is_applied_too_often():
    payment = begin_payment(make_order())
    looked, applied = threading.Barrier(AT_ONCE), []

    def naive(_number):
        if Payment.objects.get(pk=payment.pk).status == "started":
            looked.wait(timeout=30)
            Payment.objects.filter(pk=payment.pk).update(status="processing")
            applied.append(1)

    all_at_once(naive, range(AT_ONCE))
    assert len(applied) == AT_ONCE


def test_fifty_notices_of_fifty_orders_at_once_end_without_a_deadlock():
    courses, coupon, buyers = make_paid_courses(COURSES), make_coupon(), make_people(MANY)
    for number in range(COURSES):
        # In different orders, so that locks would be taken in different orders if nobody sorted them.
        mine = courses[number:] + courses[:number]
        first, *others = buyers[number::COURSES]
        order = make_order(first, *mine, coupon=coupon)
        begin_payment(order)
        repeat_cart(first.cart, others)
        repeat_order(order, others)
    told = [notice(payment) for payment in Payment.objects.order_by("order__user")]
    results = all_at_once(lambda one: apply_notice(gateway="sandbox", notice=one).outcome, told)
    assert set(results) == {"applied"}
    assert Order.objects.filter(status=OrderStatus.PAID).count() == len(told) == MANY
    assert Enrollment.objects.count() == MANY * COURSES


def buyers_of(course, coupon=None) -> list[tuple]:
    buyers = make_people(AT_ONCE)
    seen = fill_carts(buyers, course, coupon=coupon)
    return [(buyer, seen) for buyer in buyers]


def order(buyer_and_seen) -> int:
    buyer, seen = buyer_and_seen
    return place_order(user=buyer, billing=Billing(), seen=seen).pk


def test_last_use_of_a_coupon_has_one_winner():
    buyers = buyers_of(make_paid_course(), make_coupon(capacity=1))
    results = all_at_once(order, buyers)
    assert sum(isinstance(result, DomainError) for result in results) == AT_ONCE - 1
    assert Order.objects.count() == Stock.objects.get().taken == 1


def test_last_seat_is_held_for_one_whatever_the_load():
    course = make_paid_course()
    stock = Stock.objects.create(name="Seats", capacity=3)
    make_offer(course, stock=stock)
    results = all_at_once(order, buyers_of(course))
    assert sum(isinstance(result, DomainError) for result in results) == AT_ONCE - 3
    assert (Order.objects.count(), Stock.objects.get().taken) == (3, 3)


def test_control_stock_by_check_then_take_is_oversold():
    stock = Stock.objects.create(name="Seats", capacity=None)
    looked, sold = threading.Barrier(AT_ONCE), []

    def naive(_number):
        if Stock.objects.get(pk=stock.pk).taken < 1:
            looked.wait(timeout=30)
            Stock.objects.filter(pk=stock.pk).update(taken=F("taken") + 1)
            sold.append(1)

    all_at_once(naive, range(AT_ONCE))
    assert len(sold) == Stock.objects.get().taken == AT_ONCE


def test_pay_pressed_in_many_tabs_at_once_is_one_order_and_one_payment():
    learner = UserFactory()
    fill_cart(learner, make_paid_course())
    seen = seen_by(learner)

    def press(_number):
        placed = place_order(user=learner, billing=Billing(), seen=seen)
        return begin_payment(placed).pk

    assert len(set(all_at_once(press, range(AT_ONCE)))) == 1
    assert Order.objects.count() == Payment.objects.count() == 1


def test_refunds_at_once_never_send_back_more_than_was_paid():
    bought = paid_order(None, make_paid_course(1000))
    line = bought.lines.get()

    def ask(_number):
        return request_refund(order=bought, amounts={line.pk: 400}, reason="staff").pk

    results = all_at_once(ask, range(AT_ONCE))
    assert sum(isinstance(result, RefundRefused) for result in results) == AT_ONCE - 2
    assert sum(refund.amount_minor for refund in Refund.objects.all()) == 800


def test_gift_is_redeemed_by_one_of_many():
    make_gift_order()
    token = Gift.objects.get().token
    results = all_at_once(lambda user: redeem_gift(user=user, token=token).pk, make_people(AT_ONCE))
    assert sum(isinstance(result, GiftSpent) for result in results) == AT_ONCE - 1
    assert Enrollment.objects.count() == 1
