"""From the cart to an order: what was agreed is what is asked, once."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from commerce.errors import CartEmpty, PaymentOpen, PriceChanged, SoldOut
from commerce.gateways.base import NoticeKind
from commerce.models import Order, OrderStatus, Payment
from commerce.services.orders import Billing, place_order
from lms_site.models import OutboxEvent, Stock
from tests.factories.accounts import UserFactory
from tests.factories.catalog import publish_page, reload
from tests.factories.commerce import (
    begin_payment,
    fill_cart,
    make_bundle,
    make_coupon,
    make_offer,
    make_order,
    make_paid_course,
    make_tax,
    notify,
    paid_order,
    put_on_sale,
    seen_by,
)
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_paid_course(), other=make_paid_course())


course, other = own("course"), own("other")


def change_price(course, price_minor: int) -> None:
    page = reload(course)
    page.price_minor = price_minor
    page.save_revision()
    publish_page(page)


def test_order_keeps_the_prices_of_its_moment():
    make_tax(percent="11")
    course = make_paid_course(1999)
    order = make_order(None, course, coupon=make_coupon(percent=10), country="ID", billing_name="Sari")
    change_price(course, 5000)
    order.refresh_from_db()
    assert (order.list_minor, order.discount_minor, order.net_minor, order.tax_minor, order.total_minor) == (
        1999, 200, 1799, 198, 1997,
    )  # fmt: skip
    line = order.lines.get()
    assert (line.tax_name, line.tax_percent, line.total_minor) == ("PPN", 11, 1997)
    assert (order.billing_name, order.email) == ("Sari", order.user.email)


def test_tax_that_prices_include_is_taken_out_of_them():
    make_tax("DE", "19", name="USt", is_included=True)
    order = make_order(None, make_paid_course(1190), country="DE")
    assert (order.net_minor, order.tax_minor, order.total_minor) == (1000, 190, 1190)


def test_net_price_of_a_bundle_belongs_to_its_courses_by_their_list_prices(other):
    bundle = make_bundle(make_paid_course(1000), other, price_minor=2500)
    line = make_order(None, bundle).lines.get()
    assert [course.net_minor for course in line.courses.all()] == [833, 1667]


def test_net_price_of_courses_in_several_currencies_is_split_evenly():
    bundle = make_bundle(make_paid_course(1000), make_paid_course(15_000_000, "IDR"), price_minor=2501)
    line = make_order(None, bundle).lines.get()
    assert [course.net_minor for course in line.courses.all()] == [1251, 1250]


def test_price_that_changed_since_the_cart_was_shown_is_asked_about_again(course):
    learner = UserFactory()
    fill_cart(learner, course)
    seen = seen_by(learner)
    change_price(course, 2100)
    with pytest.raises(PriceChanged):
        place_order(user=learner, billing=Billing(), seen=seen)
    assert not Order.objects.exists()
    assert place_order(user=learner, billing=Billing(), seen=seen_by(learner)).total_minor == 2100


def test_sale_that_ended_meanwhile_is_asked_about_again(course):
    learner = UserFactory()
    offer = put_on_sale(course, 1000)
    fill_cart(learner, course)
    with pytest.raises(PriceChanged):
        place_order(user=learner, billing=Billing(), seen=seen_by(learner), now=offer.sale_until)


def test_other_country_with_other_tax_is_asked_about_again(course):
    make_tax("ID")
    learner = UserFactory()
    fill_cart(learner, course)
    with pytest.raises(PriceChanged):
        place_order(user=learner, billing=Billing(country="ID"), seen=seen_by(learner))


def test_course_unpublished_between_cart_and_pay_is_asked_about(course):
    learner = UserFactory()
    fill_cart(learner, course)
    seen = seen_by(learner)
    course.unpublish()
    with pytest.raises(PriceChanged):
        place_order(user=learner, billing=Billing(), seen=seen)


def test_empty_cart_is_no_order():
    learner = UserFactory()
    with pytest.raises(CartEmpty):
        place_order(user=learner, billing=Billing(), seen="")
    fill_cart(learner)
    with pytest.raises(CartEmpty):
        place_order(user=learner, billing=Billing(), seen=seen_by(learner))


def test_pressing_pay_twice_is_one_order():
    order = make_order()
    again = place_order(user=order.user, billing=Billing(), seen=seen_by(order.user))
    assert again.pk == order.pk
    assert Payment.objects.count() == 0
    assert begin_payment(order).pk == begin_payment(again).pk


def test_another_order_takes_the_place_of_the_one_that_waits(course, other):
    stock = Stock.objects.create(name="Seats", capacity=1)
    learner = UserFactory()
    first = make_order(learner, make_offer(course, stock=stock))
    begin_payment(first)
    second = make_order(learner, other)  # the cart has both now
    first.refresh_from_db()
    assert (first.status, second.status) == (OrderStatus.CANCELLED, OrderStatus.PENDING)
    assert Stock.objects.get().taken == 1
    assert OutboxEvent.objects.filter(name="commerce.events.OrderExpired").count() == 1


def test_no_new_order_while_a_bank_works_on_the_payment(course):
    order = make_order()
    notify(begin_payment(order), NoticeKind.PROCESSING)
    fill_cart(order.user, course)
    with pytest.raises(PaymentOpen):
        place_order(user=order.user, billing=Billing(), seen=seen_by(order.user))
    assert Order.objects.get().status == OrderStatus.PENDING


def test_last_one_goes_to_who_pays_first(course):
    offer = make_offer(course, stock=Stock.objects.create(name="Seats", capacity=1))
    early, late = UserFactory(), UserFactory()
    fill_cart(early, offer)
    fill_cart(late, offer)
    seen = seen_by(late)
    place_order(user=early, billing=Billing(), seen=seen_by(early))
    with pytest.raises((SoldOut, PriceChanged)):
        place_order(user=late, billing=Billing(), seen=seen)
    assert Order.objects.count() == 1


def test_order_is_placed_and_payable_in_few_queries(django_assert_max_num_queries):
    make_tax()
    learner = UserFactory()
    fill_cart(learner, *[make_paid_course() for _number in range(5)], coupon=make_coupon())
    seen = seen_by(learner, country="ID")
    with django_assert_max_num_queries(24):  # one of the 25 is for who it is
        begin_payment(place_order(user=learner, billing=Billing(country="ID"), seen=seen))


def test_numbers_can_be_read_out():
    order = make_order()
    year, first, second = order.number.split("-")
    assert (year, len(first), len(second)) == (f"{timezone.now():%y}", 4, 4)
    assert not set(first + second) & set("01OIl")


def test_database_holds_what_orders_promise():
    order = paid_order()
    wrong = [
        {"total_minor": 1},
        {"refunded_minor": order.total_minor + 1},
        {"discount_minor": order.list_minor + 1},
        {"paid_at": None},
    ]
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Order.objects.filter(pk=order.pk).update(**fields)
    waiting = make_order(order.user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.create(
            number="X", user=order.user, currency="USD", list_minor=0, net_minor=0, total_minor=0, expires_at=ANY_MOMENT
        )
    payment = begin_payment(waiting)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(order=waiting, gateway="sandbox", amount_minor=1, currency="USD")
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(refunded_minor=payment.amount_minor + 1)


ANY_MOMENT = timezone.now() + timedelta(minutes=15)
