"""The checkout: tax by the buyer's place, one order for one press, nothing lost when something refuses."""

from datetime import timedelta

import pytest
from django.test import Client

from commerce.gateways.base import NoticeKind
from commerce.models import CartItem, Order, OrderStatus, Payment, PaymentStatus
from commerce.services.holds import hold_stocks
from tests.commerce.shop_material import BILLING, address, buyer, checkout, text_of
from tests.factories.accounts import UserFactory
from tests.factories.commerce import (
    begin_payment,
    fill_cart,
    make_coupon,
    make_order,
    make_paid_course,
    make_paid_courses,
    make_tax,
    notify,
    put_on_sale,
)

pytestmark = pytest.mark.django_db


def total(answer) -> int:
    return answer.context["quote"].total_minor


# --- What it comes to --------------------------------------------------------------------------
def test_visitor_signs_in_first(client):
    assert client.get("/checkout/")["Location"] == "/accounts/login/?next=/checkout/"
    assert client.post("/checkout/", {"do": "pay"})["Location"].startswith("/accounts/login/")


def test_tax_follows_country_and_region(client):
    buyer(client, make_paid_course(price_minor=2000))
    make_tax("ID", "11")
    make_tax("CA", "5", name="GST")
    make_tax("CA", "13", name="HST", region="Ontario")
    assert total(client.get("/checkout/")) == 2000
    assert total(client.post("/checkout/", {"do": "update", "country": "ID"})) == 2220
    canada = client.post("/checkout/", {"do": "update", "country": "CA"})
    assert total(canada) == 2100
    assert "Ontario" in text_of(canada)
    assert total(client.post("/checkout/", {"do": "update", "country": "CA", "region": "Ontario"})) == 2260
    assert total(client.post("/checkout/", {"do": "update", "country": "XX"})) == 2000
    assert not Order.objects.exists()


def test_business_with_a_vat_id_pays_the_tax_itself(client):
    buyer(client, make_paid_course(price_minor=2000))
    make_tax("DE", "19", name="VAT", is_reverse_charged=True)
    typed = {"do": "update", "country": "DE", "vat_id": "DE 136 695 976"}
    answer = client.post("/checkout/", typed)
    assert total(answer) == 2000
    assert "paid by your business" in text_of(answer)
    wrong = client.post("/checkout/", {**typed, "vat_id": "DE1"})
    assert total(wrong) == 2380
    assert "This is no VAT id of this country: Germany." in text_of(wrong)


def test_last_billing_is_filled_in_again(client):
    learner = UserFactory()
    make_order(learner, billing_name="Ayu Lestari", country="ID")
    client.force_login(learner)
    fill_cart(learner, make_paid_course())
    page = text_of(client.get("/checkout/"))
    assert 'value="Ayu Lestari"' in page
    assert '<option value="ID" selected>' in page


# --- Paying ------------------------------------------------------------------------------------
def test_paying_orders_once_and_goes_on_to_the_payment(client):
    user = buyer(client)
    first = checkout(client)
    order = Order.objects.get()
    assert first["Location"] == address("pay", order)
    assert (order.user, order.billing_name, order.country, order.total_minor) == (user, "Ayu Lestari", "SG", 2000)
    assert checkout(client)["Location"] == first["Location"]
    assert Order.objects.count() == Payment.objects.count() == 1
    assert client.get(first["Location"])["Location"] == address("sandbox", order)


def test_prices_of_the_client_count_for_nothing(client):
    buyer(client)
    checkout(client, total_minor="1", price="1", currency="IDR", discount_minor="1999")
    order = Order.objects.get()
    assert (order.total_minor, order.currency) == (2000, "USD")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"billing_name": ""}, "billing_name"),
        ({"country": ""}, "country"),
        ({"country": "XX"}, "country"),
        ({"country": "DE", "vat_id": "DE1"}, "vat_id"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_ordered(client, typed, field):
    buyer(client)
    answer = checkout(client, **typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert 'id="sums"' in text_of(answer)
    assert not Order.objects.exists()


def test_changed_price_is_shown_and_asked_again(client):
    course = make_paid_course(price_minor=2000)
    buyer(client, course)
    seen = client.post("/checkout/", {**BILLING, "do": "update"}).context["quote"].fingerprint
    put_on_sale(course, 1500)
    answer = client.post("/checkout/", {**BILLING, "do": "pay", "seen": seen})
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Your cart has changed" in page
    assert "It was $20.00." in page
    assert 'value="Ayu Lestari"' in page
    assert not Order.objects.exists()
    assert (
        client.post("/checkout/", {**BILLING, "do": "pay", "seen": answer.context["quote"].fingerprint}).status_code
        == 302
    )
    assert Order.objects.get().total_minor == 1500


def test_course_that_closes_before_pay_leads_back_to_the_cart(client):
    course = make_paid_course()
    buyer(client, course, make_paid_course())
    seen = client.get("/checkout/").context["quote"].fingerprint
    course.unpublish()
    assert client.post("/checkout/", {**BILLING, "do": "pay", "seen": seen})["Location"] == "/cart/"
    assert not Order.objects.exists()


def test_coupon_whose_last_use_is_gone_leads_back_to_the_cart(client):
    coupon = make_coupon(capacity=1)
    buyer(client, make_paid_course(), coupon=coupon)
    seen = client.get("/checkout/").context["quote"].fingerprint
    hold_stocks(order=make_order(), stock_ids=[coupon.stock_id])
    assert client.post("/checkout/", {**BILLING, "do": "pay", "seen": seen})["Location"] == "/cart/"
    assert "as often as it may be" in text_of(client.get("/cart/"))


def test_order_of_nothing_needs_no_billing_and_is_paid_at_once(client):
    user = buyer(client, make_paid_course(), coupon=make_coupon(percent=100))
    shown = client.get("/checkout/")
    assert "Nothing to pay" in text_of(shown)
    answer = client.post("/checkout/", {"do": "pay", "seen": shown.context["quote"].fingerprint})
    order = Order.objects.get()
    assert answer["Location"] == address("result", order)
    assert (order.status, order.user) == (OrderStatus.PAID, user)
    assert not Payment.objects.exists()
    assert "It is yours" in text_of(client.get(answer["Location"]))


def test_while_the_bank_works_on_a_payment_there_is_no_second_one(client):
    user = buyer(client)
    checkout(client)
    order = Order.objects.get()
    notify(begin_payment(order), NoticeKind.PROCESSING)
    fill_cart(user, make_paid_course())
    assert checkout(client)["Location"] == address("result", order)
    assert Order.objects.count() == 1


def test_site_without_a_way_to_pay_says_so_and_keeps_the_cart(client, settings):
    buyer(client)
    settings.LMS_SANDBOX_PAYMENTS = False
    answer = checkout(client)
    assert answer.status_code == 503
    assert "Nothing can be paid on this site" in text_of(answer)
    assert CartItem.objects.exists()
    assert not Order.objects.exists()


def test_checkout_is_paid_by_posting_with_a_token_alone(client):
    user = buyer(client)
    assert client.get("/checkout/", {**BILLING, "do": "pay"}).status_code == 200
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    assert strict.post("/checkout/", {**BILLING, "do": "pay"}).status_code == 403
    assert not Order.objects.exists()


@pytest.mark.parametrize("count", [1, 5])
def test_from_pay_to_the_redirect_are_few_queries(client, count, django_assert_num_queries):
    buyer(client, *make_paid_courses(count), coupon=make_coupon())
    make_tax("SG", "9")
    seen = client.post("/checkout/", {**BILLING, "do": "update"}).context["quote"].fingerprint
    with django_assert_num_queries(23):  # four of them savepoints, which outside of tests are transactions
        answer = client.post("/checkout/", {**BILLING, "do": "pay", "seen": seen})
    assert answer.status_code == 302


# --- The sandbox -------------------------------------------------------------------------------
def ordered(client) -> Order:
    buyer(client)
    checkout(client)
    return Order.objects.get()


def decide(client, order: Order, choice: str):
    return client.post(address("sandbox", order), {"do": choice}, follow=True)


def test_sandbox_pays(client):
    order = ordered(client)
    assert "no money moves" in text_of(client.get(address("sandbox", order)))
    answer = decide(client, order, "pay")
    order.refresh_from_db()
    assert order.status == OrderStatus.PAID
    assert "Thank you. It is paid" in text_of(answer)
    assert answer.context["courses"][0].title == "Weaving"
    assert client.session["cart_count"] == 0


def test_sandbox_declines_and_the_buyer_tries_again(client):
    order = ordered(client)
    answer = decide(client, order, "decline")
    assert "The payment was declined" in text_of(answer)
    assert address("pay", order) in text_of(answer)
    assert "It is paid" in text_of(decide(client, order, "pay"))


def test_sandbox_asks_as_a_bank_does(client):
    order = ordered(client)
    assert "Your bank asks" in text_of(decide(client, order, "secure"))
    assert not Order.objects.filter(status=OrderStatus.PAID).exists()
    assert "was declined" in text_of(decide(client, order, "refuse"))
    assert Payment.objects.get().failure_code == "authentication_failed"
    assert "It is paid" in text_of(decide(client, order, "confirm"))


def test_sandbox_with_a_slow_bank_says_that_it_takes_a_while(client):
    order = ordered(client)
    assert "Your bank is working on it" in text_of(decide(client, order, "slow"))
    assert Payment.objects.get().status == PaymentStatus.PROCESSING


def test_unknown_decision_is_not_found(client):
    order = ordered(client)
    assert decide(client, order, "steal").status_code == 404
    assert decide(client, order, "").status_code == 404


def test_paid_order_is_not_paid_again(client):
    order = ordered(client)
    decide(client, order, "pay")
    for name in ("pay", "sandbox"):
        assert client.get(address(name, order))["Location"] == address("result", order)
    decide(client, order, "pay")
    assert Payment.objects.count() == 1


def test_sandbox_is_nowhere_where_it_is_off(client, settings):
    order = ordered(client)
    settings.LMS_SANDBOX_PAYMENTS = False
    for answer in (client.get(address("sandbox", order)), client.post(address("sandbox", order), {"do": "pay"})):
        assert answer.status_code == 404
    assert not Order.objects.filter(status=OrderStatus.PAID).exists()


@pytest.mark.parametrize("name", ["result", "pay", "sandbox"])
def test_steps_of_an_order_are_its_buyers_alone(client, name):
    foreign = make_order()
    assert client.get(address(name, foreign))["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory())
    assert client.get(address(name, foreign)).status_code == 404
    assert client.post(address("sandbox", foreign), {"do": "pay"}).status_code == 404


def test_order_whose_time_is_over_goes_to_its_result(client):
    order = ordered(client)
    Order.objects.filter(pk=order.pk).update(expires_at=order.placed_at - timedelta(minutes=1))
    assert client.get(address("pay", order))["Location"] == address("result", order)
