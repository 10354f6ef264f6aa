"""The checkout: tax by the buyer's place, one order for one press, nothing lost when something refuses."""

from types import SimpleNamespace

import pytest
from django.test import Client

from commerce.gateways.base import NoticeKind
from commerce.models import CartItem, Order, OrderStatus, Payment
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
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_paid_course(title="Weaving"), other=make_paid_course())


course, other = own("course"), own("other")


def total(answer) -> int:
    return answer.context["quote"].total_minor


# --- What it comes to --------------------------------------------------------------------------
def test_visitor_signs_in_first(client):
    assert client.get("/checkout/")["Location"] == "/accounts/login/?next=/checkout/"
    assert client.post("/checkout/", {"do": "pay"})["Location"].startswith("/accounts/login/")


def test_tax_follows_country_and_region(client, course):
    buyer(client, course)
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


def test_business_with_a_vat_id_pays_the_tax_itself(client, course):
    buyer(client, course)
    make_tax("DE", "19", name="VAT", is_reverse_charged=True)
    typed = {"do": "update", "country": "DE", "vat_id": "DE 136 695 976"}
    answer = client.post("/checkout/", typed)
    assert total(answer) == 2000
    assert "paid by your business" in text_of(answer)
    wrong = client.post("/checkout/", {**typed, "vat_id": "DE1"})
    assert total(wrong) == 2380
    assert "This is no VAT id of this country: Germany." in text_of(wrong)


def test_last_billing_is_filled_in_again(client, course):
    learner = UserFactory()
    make_order(learner, billing_name="Ayu Lestari", country="ID")
    client.force_login(learner)
    fill_cart(learner, course)
    page = text_of(client.get("/checkout/"))
    assert 'value="Ayu Lestari"' in page
    assert '<option value="ID" selected>' in page


# --- Paying ------------------------------------------------------------------------------------
def test_paying_orders_once_and_goes_on_to_the_payment(client, course):
    user = buyer(client, course)
    first = checkout(client)
    order = Order.objects.get()
    assert first["Location"] == address("pay", order)
    assert (order.user, order.billing_name, order.country, order.total_minor) == (user, "Ayu Lestari", "SG", 2000)
    assert checkout(client)["Location"] == first["Location"]
    assert Order.objects.count() == Payment.objects.count() == 1
    assert client.get(first["Location"])["Location"] == address("sandbox", order)


def test_prices_of_the_client_count_for_nothing(client, course):
    buyer(client, course)
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
def test_what_is_missing_is_asked_for_and_nothing_ordered(client, typed, field, course):
    buyer(client, course)
    answer = checkout(client, **typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert 'id="sums"' in text_of(answer)
    assert not Order.objects.exists()


def test_changed_price_is_shown_and_asked_again(client, course):
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


def test_course_that_closes_before_pay_leads_back_to_the_cart(client, course, other):
    buyer(client, course, other)
    seen = client.get("/checkout/").context["quote"].fingerprint
    course.unpublish()
    assert client.post("/checkout/", {**BILLING, "do": "pay", "seen": seen})["Location"] == "/cart/"
    assert not Order.objects.exists()


def test_coupon_whose_last_use_is_gone_leads_back_to_the_cart(client, course):
    coupon = make_coupon(capacity=1)
    buyer(client, course, coupon=coupon)
    seen = client.get("/checkout/").context["quote"].fingerprint
    hold_stocks(order=make_order(), stock_ids=[coupon.stock_id])
    assert client.post("/checkout/", {**BILLING, "do": "pay", "seen": seen})["Location"] == "/cart/"
    assert "as often as it may be" in text_of(client.get("/cart/"))


def test_order_of_nothing_needs_no_billing_and_is_paid_at_once(client, course):
    user = buyer(client, course, coupon=make_coupon(percent=100))
    shown = client.get("/checkout/")
    assert "Nothing to pay" in text_of(shown)
    answer = client.post("/checkout/", {"do": "pay", "seen": shown.context["quote"].fingerprint})
    order = Order.objects.get()
    assert answer["Location"] == address("result", order)
    assert (order.status, order.user) == (OrderStatus.PAID, user)
    assert not Payment.objects.exists()
    assert "It is yours" in text_of(client.get(answer["Location"]))


def test_while_the_bank_works_on_a_payment_there_is_no_second_one(client, course, other):
    user = buyer(client, course)
    checkout(client)
    order = Order.objects.get()
    notify(begin_payment(order), NoticeKind.PROCESSING)
    fill_cart(user, other)
    assert checkout(client)["Location"] == address("result", order)
    assert Order.objects.count() == 1


def test_site_without_a_way_to_pay_says_so_and_keeps_the_cart(client, settings, course):
    buyer(client, course)
    settings.LMS_SANDBOX_PAYMENTS = False
    answer = checkout(client)
    assert answer.status_code == 503
    assert "Nothing can be paid on this site" in text_of(answer)
    assert CartItem.objects.exists()
    assert not Order.objects.exists()


def test_checkout_is_paid_by_posting_with_a_token_alone(client, course):
    user = buyer(client, course)
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
