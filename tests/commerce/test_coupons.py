"""Coupons: what they take off, for whom, and why not."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from commerce.errors import CouponRefused, PriceChanged
from commerce.models import Coupon, Hold, OrderStatus
from commerce.queries.cart import find_cart, quote_cart
from commerce.services.carts import drop_coupon, use_coupon
from commerce.services.orders import Billing, cancel_order, expire_orders, place_order
from commerce.services.refunds import request_refund, settle_refund
from lms_site.models import Stock
from tests.factories.accounts import UserFactory
from tests.factories.catalog import CategoryFactory
from tests.factories.commerce import (
    fill_cart,
    make_bundle,
    make_coupon,
    make_order,
    make_paid_course,
    paid_order,
    seen_by,
)
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_paid_course(), other=make_paid_course())


course, other = own("course"), own("other")


def refusal(cart, code: str) -> str:
    with pytest.raises(CouponRefused) as refused:
        use_coupon(cart=cart, code=code)
    return refused.value.code


def discounts(*things, coupon) -> list[int]:
    return [line.discount_minor for line in quote_cart(fill_cart(UserFactory(), *things, coupon=coupon)).lines]


def test_percentage_is_rounded_line_by_line():
    assert discounts(make_paid_course(999), make_paid_course(1005), coupon=make_coupon(percent=10)) == [100, 101]


def test_amount_is_spread_over_the_lines_and_never_below_zero():
    courses = make_paid_course(1000), make_paid_course(3000)
    assert discounts(*courses, coupon=make_coupon(amount_minor=1001, currency="USD")) == [250, 751]
    assert discounts(*courses, coupon=make_coupon(amount_minor=9999, currency="USD")) == [1000, 3000]


def test_coupon_for_a_course_spares_the_others():
    one, other = make_paid_course(1000), make_paid_course(1000)
    assert discounts(one, other, coupon=make_coupon(other, percent=50)) == [0, 500]


def test_coupon_for_a_category_counts_for_its_branches_but_not_for_bundles():
    parent = CategoryFactory()
    child = CategoryFactory(parent=parent)
    within, beside = make_paid_course(1000, category=child), make_paid_course(1000)
    coupon = make_coupon(percent=100)
    coupon.categories.add(parent)
    assert discounts(within, beside, make_bundle(within, price_minor=1000), coupon=coupon) == [1000, 0, 0]


def test_code_is_known_in_any_case_and_with_spaces(course):
    cart, coupon = fill_cart(UserFactory(), course), make_coupon(code="BATIK")
    assert use_coupon(cart=cart, code="  batik ").coupon == coupon
    drop_coupon(cart=cart)
    assert find_cart(user=cart.user).coupon is None


def test_refusals_say_why(course, other):
    now, hour = timezone.now(), timedelta(hours=1)
    cart = fill_cart(UserFactory(), course)
    make_coupon(code="OFF", is_active=False)
    make_coupon(code="OVER", starts_at=now - 2 * hour, ends_at=now - hour)
    make_coupon(code="EARLY", starts_at=now + hour)
    make_coupon(code="GONE", capacity=0)
    make_coupon(other, code="OTHER")
    make_coupon(code="RUPIAH", amount_minor=100, currency="IDR")
    make_coupon(code="LARGE", currency="USD", minimum_minor=2001)
    codes = ["NONE", "OFF", "OVER", "EARLY", "GONE", "OTHER", "RUPIAH", "LARGE"]
    assert [refusal(cart, code).removeprefix("COUPON_") for code in codes] == [
        "UNKNOWN", "EXPIRED", "EXPIRED", "EXPIRED", "USED_UP", "NOT_FOR_THIS", "NOT_FOR_THIS", "MINIMUM",
    ]  # fmt: skip


def test_person_uses_a_coupon_as_often_as_they_may(course, other):
    learner, coupon = UserFactory(), make_coupon(code="ONCE")
    paid_order(learner, course, coupon=coupon)
    assert refusal(fill_cart(learner, other), "once") == "COUPON_USED_UP"
    use_coupon(cart=fill_cart(UserFactory(), make_paid_course()), code="once")


def test_coupon_that_ends_between_cart_and_pay_is_asked_about_again(course):
    learner, coupon = UserFactory(), make_coupon()
    fill_cart(learner, course, coupon=coupon)
    seen = seen_by(learner)
    Coupon.objects.update(is_active=False)
    with pytest.raises(PriceChanged):
        place_order(user=learner, billing=Billing(), seen=seen)
    assert "no longer valid" in quote_cart(find_cart(user=learner)).coupon_error


def test_last_use_that_one_holds_by_an_order_counts_for_the_next_one(course, other):
    coupon, learner = make_coupon(capacity=1), UserFactory()
    make_order(learner, course, coupon=coupon)
    order = make_order(learner, other, coupon=coupon)
    assert (order.discount_minor, Stock.objects.get(coupon=coupon).taken) == (400, 1)


@pytest.mark.parametrize("ending", ["expired", "cancelled"])
def test_use_is_held_from_pay_on_and_given_back_when_nobody_pays(ending):
    coupon = make_coupon(capacity=1)
    order = make_order(coupon=coupon)
    assert Stock.objects.get(coupon=coupon).left == 0
    if ending == "expired":
        expire_orders(now=timezone.now() + timedelta(minutes=16))
        assert expire_orders(now=timezone.now() + timedelta(minutes=17)) == 0
    else:
        cancel_order(user=order.user, order=order)
        cancel_order(user=order.user, order=order)
    assert (Stock.objects.get(coupon=coupon).left, Hold.objects.get().state) == (1, Hold.State.RELEASED)


def test_use_comes_back_with_the_last_of_the_money(course, other):
    coupon, courses = make_coupon(capacity=1), [course, other]
    order = paid_order(None, *courses, coupon=coupon)
    for line in order.lines.order_by("position"):
        assert Stock.objects.get(coupon=coupon).left == 0
        refund = request_refund(order=order, amounts={line.pk: None}, reason="staff")
        settle_refund(refund_id=refund.pk)
    order.refresh_from_db()
    assert (order.status, Stock.objects.get(coupon=coupon).left) == (OrderStatus.REFUNDED, 1)


def test_everything_off_is_an_order_of_nothing_and_paid_at_once(course):
    learner = UserFactory()
    order = make_order(learner, course, coupon=make_coupon(percent=100))
    assert (order.status, order.total_minor) == (OrderStatus.PAID, 0)
    assert not order.payments.exists()
    assert learner.enrollments.count() == 1


def test_database_refuses_impossible_coupons():
    stock = Stock.objects.create(name="s")
    wrong = [
        {"percent": 101},
        {"percent": 0},
        {"percent": 5, "amount_minor": 5, "currency": "USD"},
        {"amount_minor": 5},
        {"amount_minor": 0, "currency": "USD"},
        {"percent": 5, "minimum_minor": 5},
        {},
    ]
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Coupon.objects.create(code="WRONG", stock=stock, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Coupon.objects.create(code="small", stock=stock, percent=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stock.objects.create(name="oversold", capacity=1, taken=2)
