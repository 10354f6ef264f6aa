"""Gifts through the API."""

import pytest
from django.utils import timezone

from catalog.access import standing_in
from commerce.models import Gift
from commerce.services.orders import Billing, place_order
from tests.commerce.api.asking import data_of
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.commerce import fill_cart, make_paid_course, pay, seen_by
from tests.lms_site.api.answers import assert_error

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return make_paid_course(2000, title="Batik")


@pytest.fixture
def gift(course):
    giver = UserFactory(display_name="Dewi")
    cart = fill_cart(giver, course)
    cart.items.update(gift_email="sari@example.com", gift_name="Sari", gift_message="Happy birthday!")
    pay(place_order(user=giver, billing=Billing(), seen=seen_by(giver)))
    return Gift.objects.get()


def test_whoever_holds_the_token_sees_the_gift(gift):
    assert data_of(api_client().get(f"/api/v1/gifts/{gift.token}/")) == {
        "title": "Batik",
        "courses": ["Batik"],
        "giver": "Dewi",
        "name": "Sari",
        "message": "Happy birthday!",
        "state": "open",
        "redeemed_at": None,
    }
    assert_error(api_client().get("/api/v1/gifts/nonsense/"), 404, "GIFT_UNKNOWN")


def test_gift_is_redeemed_once(gift, course):
    address, sari = f"/api/v1/gifts/{gift.token}/redeem/", UserFactory()
    assert_error(api_client().post(address), 401, "NOT_AUTHENTICATED")
    for _time in range(2):
        assert data_of(api_client(sari).post(address))["state"] == "redeemed"
    assert standing_in(sari, course.translation_key).is_open
    assert_error(api_client(UserFactory()).post(address), 409, "GIFT_REDEEMED")
    assert_error(api_client(sari).post("/api/v1/gifts/nonsense/redeem/"), 404, "GIFT_UNKNOWN")


def test_gift_that_was_taken_back_says_so(gift):
    Gift.objects.update(cancelled_at=timezone.now())
    assert data_of(api_client().get(f"/api/v1/gifts/{gift.token}/"))["state"] == "taken_back"
    assert_error(api_client(UserFactory()).post(f"/api/v1/gifts/{gift.token}/redeem/"), 409, "GIFT_TAKEN_BACK")
