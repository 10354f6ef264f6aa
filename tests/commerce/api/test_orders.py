"""Placing, reading and ending orders."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from accounts.models import UserActivity
from commerce.models import Order, OrderFlag, OrderStatus
from commerce.services.flags import flag_order
from tests.commerce.api.asking import CART, ORDERS, data_of, dollars, place, put
from tests.factories.accounts import AdminFactory, ModeratorFactory, UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import enroll
from tests.factories.commerce import (
    begin_payment,
    fill_cart,
    make_coupon,
    make_order,
    make_paid_course,
    make_paid_courses,
    make_tax,
    paid_order,
    put_on_sale,
    seen_by,
)
from tests.factories.many_orders import repeat_order
from tests.lms_site.api.answers import assert_error
from tests.sharing import own

pytestmark = pytest.mark.django_db
BILLING = {"name": "Dewi", "address": "Jalan Malioboro 1", "country": "id", "region": "", "vat_id": ""}


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_paid_course())


course = own("course")


@pytest.fixture
def buyer():
    return UserFactory(email="dewi@example.com")


@pytest.fixture
def client(buyer):
    return api_client(buyer, accept_language="id")


def test_cart_becomes_an_order_at_the_prices_that_were_shown(client):
    make_tax("ID", "11")
    cart = put(client, make_paid_course(2000, title="Batik"))
    cart = data_of(client.get(f"{CART}?country=ID"))

    answer = place(client, cart["fingerprint"], billing=BILLING)

    data = data_of(answer, 201)
    assert answer.headers["Location"] == f"{ORDERS}{data['number']}/"
    assert (data["status"], data["total"], data["tax"]) == ("pending", dollars(2220), dollars(220))
    assert data["billing"] == {**BILLING, "country": "ID", "email": "dewi@example.com"}
    assert (data["payment"], data["is_under_review"], data["refunds"]) == (None, False, [])
    [line] = data["lines"]
    assert (line["line"], line["title"], line["price"], line["delivered_at"]) == (1, "Batik", dollars(2000), None)
    assert (line["tax_name"], line["tax_percent"], line["total"]) == ("PPN", "11.000", dollars(2220))
    assert data["returns"] == [{"line": 1, "allowed": False, "reason": "REFUND_NOTHING", "until": None}]
    assert data_of(client.get(answer.headers["Location"])) == data
    order = Order.objects.get()
    assert data["pay_url"] == f"http://127.0.0.1:8000/checkout/{order.key}/pay/"
    assert (order.language, order.billing_address) == ("id", "Jalan Malioboro 1")
    logged = UserActivity.objects.get(verb="ordered")
    assert (logged.user, logged.label, logged.object_key) == (order.user, order.number, f"order:{order.number}")


@pytest.mark.parametrize("number", [1, 20])
def test_placing_an_order_takes_the_same_queries(client, buyer, number, django_assert_num_queries):
    """With a coupon, tax, and a key against doing it twice; four of them begin and end transactions."""
    make_tax("ID", "11")
    fill_cart(buyer, *make_paid_courses(number), coupon=make_coupon())
    seen = data_of(client.get(f"{CART}?country=ID"))["fingerprint"]
    body = {"fingerprint": seen, "billing": BILLING}
    with django_assert_num_queries(20):
        data_of(client.post(ORDERS, body, headers={"Idempotency-Key": "a"}), 201)


def test_order_tells_nobody_how_much_is_sold(client, course):
    data = data_of(place(client, put(client, course)["fingerprint"]), 201)
    assert "id" not in data
    assert "id" not in data["lines"][0]


def test_order_sent_twice_is_one_order(client, course):
    fingerprint = put(client, course)["fingerprint"]
    key = {"Idempotency-Key": "a"}
    answers = [client.post(ORDERS, {"fingerprint": fingerprint}, headers=key) for _ in range(2)]
    assert answers[0].json()["data"] == answers[1].json()["data"]
    assert answers[1].headers["Idempotency-Replayed"] == "true"
    assert data_of(place(client, fingerprint), 201)["number"] == answers[0].json()["data"]["number"]
    assert Order.objects.count() == 1


def test_price_that_has_changed_is_asked_about_again(client, buyer, course):
    owned = make_paid_course(500)
    put(client, course)
    cart = put(client, owned)
    put_on_sale(course, 1500)
    enroll(buyer, owned)

    details = assert_error(place(client, cart["fingerprint"]), 409, "PRICE_CHANGED")

    items = {item["offer"]["title"]: item["id"] for item in cart["items"]}
    now = data_of(client.get(CART))
    assert details == {
        "fingerprint": now["fingerprint"],
        "total_minor": 1500,
        "currency": "USD",
        "changed": [items[course.title]],
        "refused": [{"item": items[owned.title], "problem": "owned"}],
        "coupon": None,
    }
    assert_error(place(client, details["fingerprint"]), 409, "PRICE_CHANGED")
    client.delete(f"{CART}items/{items[owned.title]}/")
    assert data_of(place(client, details["fingerprint"]), 201)["total"] == dollars(1500)


def test_coupon_that_ended_is_told(client, buyer, course):
    coupon = make_coupon(code="WAX")
    fill_cart(buyer, course, coupon=coupon)
    seen = seen_by(buyer)
    coupon.is_active = False
    coupon.save()
    assert assert_error(place(client, seen), 409, "PRICE_CHANGED")["coupon"] == "COUPON_EXPIRED"


@pytest.mark.parametrize("field", ["price", "total", "total_minor", "currency", "discount", "tax", "user", "coupon"])
def test_amounts_from_the_client_are_refused(client, field, course):
    fingerprint = put(client, course)["fingerprint"]
    for value in (1, "USD"):
        assert assert_error(place(client, fingerprint, **{field: value}), 400, "VALIDATION_ERROR").keys() == {field}
        details = assert_error(place(client, fingerprint, billing={field: value}), 400, "VALIDATION_ERROR")
        assert details.keys() == {f"billing.{field}"}
    assert not Order.objects.exists()


def test_billing_that_cannot_be_is_refused(client, course):
    fingerprint = put(client, course)["fingerprint"]
    assert_error(place(client, fingerprint, billing={"country": "XX"}), 400, "VALIDATION_ERROR")
    vat = {"country": "DE", "vat_id": "DE123"}
    assert_error(place(client, fingerprint, billing=vat), 400, "VAT_ID_INVALID")
    assert_error(client.post(ORDERS, {}), 400, "VALIDATION_ERROR")


def test_empty_cart_and_visitors_cannot_order(client):
    assert_error(place(client, "x"), 409, "CART_EMPTY")
    assert_error(place(api_client(), "x"), 401, "NOT_AUTHENTICATED")


def test_order_of_nothing_is_paid_at_once(client, buyer, course):
    fill_cart(buyer, course, coupon=make_coupon(percent=100))
    data = data_of(place(client, seen_by(buyer)), 201)
    assert (data["status"], data["total"]) == ("paid", dollars(0))
    assert data["lines"][0]["delivered_at"]


def test_paid_order_tells_what_can_be_given_back(client, buyer, course):
    order = paid_order(buyer, course)
    data = data_of(client.get(f"{ORDERS}{order.number}/"))
    assert (data["status"], data["payment"]["state"]) == ("paid", "accepted")
    [right] = data["returns"]
    assert (right["allowed"], right["reason"]) == (True, "")
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        later = data_of(api_client(buyer).get(f"{ORDERS}{order.number}/"))
    assert later["returns"] == [{**right, "allowed": False, "reason": "REFUND_TOO_LATE"}]


def test_order_that_staff_look_at_says_so(client, buyer):
    order = paid_order(buyer)
    flag_order(order=order, reason=OrderFlag.Reason.DISPUTE)
    assert data_of(client.get(f"{ORDERS}{order.number}/"))["is_under_review"] is True


# --- Whose they are -----------------------------------------------------------------------------
def test_other_peoples_orders_are_not_found_but_by_who_may_refund(client):
    number = make_order().number
    for who in (client, api_client(ModeratorFactory())):
        assert_error(who.get(f"{ORDERS}{number}/"), 404, "NOT_FOUND")
        for act in ("pay", "cancel"):
            assert_error(who.post(f"{ORDERS}{number}/{act}/", {}), 404, "NOT_FOUND")
        assert data_of(who.get(ORDERS)) == []
    admin = api_client(AdminFactory())
    assert data_of(admin.get(f"{ORDERS}{number}/"))["number"] == number
    assert_error(admin.post(f"{ORDERS}{number}/cancel/", {}), 404, "NOT_FOUND")
    assert data_of(admin.get(ORDERS)) == []


def test_order_is_cancelled_and_the_cart_stays(client, buyer):
    number = make_order(buyer).number
    for _time in range(2):
        assert data_of(client.post(f"{ORDERS}{number}/cancel/"))["status"] == "cancelled"
    assert len(data_of(client.get(CART))["items"]) == 1


def test_paid_order_stays_paid_and_one_at_the_bank_waits(client, buyer, course):
    paid = paid_order(buyer)
    assert data_of(client.post(f"{ORDERS}{paid.number}/cancel/"))["status"] == "paid"
    order = make_order(buyer, course)
    payment = begin_payment(order)
    payment.status = "processing"
    payment.save()
    assert_error(client.post(f"{ORDERS}{order.number}/cancel/"), 409, "PAYMENT_IN_PROCESS")
    assert Order.objects.filter(status=OrderStatus.PENDING).exists()


@pytest.mark.parametrize("number", [1, 20])
def test_list_takes_the_same_queries(client, buyer, number, django_assert_num_queries):
    repeat_order(paid_order(buyer, *make_paid_courses(2)), [buyer] * (number - 1))
    client.get(ORDERS)
    for query in ("", "?fields=number,status"):
        with django_assert_num_queries(6):
            assert len(data_of(client.get(f"{ORDERS}{query}"))) == number


@pytest.mark.parametrize("number", [1, 20])
def test_order_takes_the_same_queries(client, buyer, number, django_assert_num_queries):
    order = paid_order(buyer, *make_paid_courses(number))
    client.get(f"{ORDERS}{order.number}/")
    with django_assert_num_queries(9):
        assert len(data_of(client.get(f"{ORDERS}{order.number}/"))["returns"]) == number
