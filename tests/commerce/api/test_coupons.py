"""Coupons: tried without being used, and not to be guessed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.models import Cart
from tests.commerce.api.asking import CART, data_of, dollars, put
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.commerce import fill_cart, make_coupon, make_paid_course
from tests.lms_site.api.answers import assert_error

pytestmark = pytest.mark.django_db
VALIDATE, COUPON = "/api/v1/coupons/validate/", "/api/v1/cart/coupon/"


@pytest.fixture
def buyer():
    person = UserFactory()
    fill_cart(person, make_paid_course(2000))
    return person


@pytest.fixture
def client(buyer):
    return api_client(buyer)


def test_coupon_is_tried_without_being_used(client):
    make_coupon(code="WAX", percent=25)
    data = data_of(client.post(VALIDATE, {"code": " wax"}))
    assert data == {"code": "WAX", "discount": dollars(500), "total": dollars(1500)}
    assert data_of(client.get(CART))["coupon"] is None


def refused_coupons():
    now = timezone.now()
    earlier = {"starts_at": now - timedelta(days=9), "ends_at": now - timedelta(days=1)}
    return {
        "COUPON_EXPIRED": make_coupon(**earlier),
        "COUPON_USED_UP": make_coupon(capacity=0),
        "COUPON_NOT_FOR_THIS": make_coupon(make_paid_course()),
        "COUPON_MINIMUM": make_coupon(minimum_minor=9900, currency="USD"),
    }


@pytest.mark.parametrize("address", [VALIDATE, COUPON])
def test_refusal_says_why(client, address):
    send = client.put if address == COUPON else client.post
    for code, coupon in refused_coupons().items():
        assert_error(send(address, {"code": coupon.code}), 409, code)
    assert_error(send(address, {"code": "NO-SUCH"}), 409, "COUPON_UNKNOWN")
    assert_error(send(address, {"code": ""}), 400, "VALIDATION_ERROR")
    assert_error(send(address, {"code": "X", "percent": 100}), 400, "VALIDATION_ERROR")


@pytest.mark.parametrize("address", [VALIDATE, COUPON])
def test_without_a_cart_nothing_is_told_and_nothing_made(address):
    make_coupon(code="WAX")
    visitor = api_client()
    send = visitor.put if address == COUPON else visitor.post
    for code in ("WAX", "NO-SUCH"):
        assert_error(send(address, {"code": code}), 409, "COUPON_NOT_FOR_THIS")
    assert not Cart.objects.exists()


def test_coupon_is_used_and_taken_away(client):
    make_coupon(code="WAX", percent=25)
    data = data_of(client.put(COUPON, {"code": "wax"}))
    assert data["coupon"] == {"code": "WAX", "counts": True, "problem": "", "message": ""}
    assert data["sums"]["total"] == dollars(1500)
    for _time in range(2):
        assert client.delete(COUPON).status_code == 204
    assert data_of(client.get(CART))["sums"]["total"] == dollars(2000)


def test_coupon_that_counts_no_longer_stays_and_says_why(client):
    coupon = make_coupon(code="WAX")
    client.put(COUPON, {"code": "wax"})
    coupon.is_active = False
    coupon.save()
    data = data_of(client.get(CART))
    assert (data["coupon"]["counts"], data["coupon"]["problem"]) == (False, "COUPON_EXPIRED")
    assert data["coupon"]["message"] == "This coupon is no longer valid."
    assert data["sums"]["discount"] == dollars(0)


def test_visitor_uses_a_coupon(client):
    make_coupon(code="WAX", percent=25)
    key = put(api_client(), make_paid_course(2000))["cart_key"]
    visitor = api_client(x_cart_key=key)
    assert data_of(visitor.post(VALIDATE, {"code": "wax"}))["discount"] == dollars(500)
    assert data_of(visitor.put(COUPON, {"code": "wax"}))["sums"]["total"] == dollars(1500)


def test_codes_cannot_be_guessed_by_the_thousand(client, settings):
    """Trying and using count together, for people and for addresses."""
    settings.LMS_API_RATES = {**settings.LMS_API_RATES, "coupons": "3/h", "coupons_anonymous": "2/h"}
    for send in (client.post, client.post):
        assert_error(send(VALIDATE, {"code": "A"}), 409, "COUPON_UNKNOWN")
    assert_error(client.put(COUPON, {"code": "A"}), 409, "COUPON_UNKNOWN")
    assert_error(client.post(VALIDATE, {"code": "A"}), 429, "RATE_LIMITED")
    assert client.get(CART).status_code == 200
    visitor = api_client()
    for status in (409, 409, 429):
        assert visitor.post(VALIDATE, {"code": "A"}).status_code == status
