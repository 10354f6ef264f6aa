"""The cart: prices are the site's, whatever a client sends."""

from types import SimpleNamespace

import pytest

from commerce.models import Cart, CartItem, Offer
from tests.commerce.api.asking import CART, ITEMS, data_of, dollars, put
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import enroll, make_course
from tests.factories.commerce import (
    fill_cart,
    make_bundle,
    make_coupon,
    make_offer,
    make_paid_course,
    make_paid_courses,
    make_tax,
    put_on_sale,
)
from tests.lms_site.api.answers import assert_error
from tests.sharing import own

pytestmark = pytest.mark.django_db
GIFT = {"email": "sari@example.com", "name": "Sari", "message": "Happy birthday!", "send_on": "2030-04-02"}


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_paid_course(), other=make_paid_course())


course, other = own("course"), own("other")


@pytest.fixture
def buyer():
    return UserFactory()


@pytest.fixture
def client(buyer):
    return api_client(buyer)


def test_cart_tells_what_it_comes_to(client, buyer):
    course = make_paid_course(2000, title="Batik")
    make_offer(course)
    put(client, course)
    Cart.objects.filter(user=buyer).update(coupon=make_coupon(code="WAX", percent=10))
    make_tax("ID", "11")

    data = data_of(client.get(f"{CART}?country=id"))

    [item] = data["items"]
    assert (item["offer"]["title"], item["offer"]["kind"], item["gift"]) == ("Batik", "course", None)
    assert (item["price"], item["discount"], item["total"]) == (dollars(2000), dollars(200), dollars(1998))
    assert data["sums"] == {
        "subtotal": dollars(2000),
        "discount": dollars(200),
        "net": dollars(1800),
        "tax": dollars(198),
        "total": dollars(1998),
    }
    assert data["tax"] == {"name": "PPN", "percent": "11.000", "is_included": False, "is_reverse_charged": False}
    assert data["coupon"] == {"code": "WAX", "counts": True, "problem": "", "message": ""}
    assert (data["cart_key"], data["refused"], len(data["fingerprint"])) == (None, [], 64)


def test_tax_changes_the_fingerprint(client, course):
    put(client, course)
    make_tax("ID", "11")
    plain, taxed = (data_of(client.get(f"{CART}{query}"))["fingerprint"] for query in ("", "?country=ID"))
    assert plain != taxed


@pytest.mark.parametrize("query", ["country=XX", "country=indonesia", "price=1", "cuntry=ID"])
def test_place_that_is_none_is_refused(client, query):
    assert_error(client.get(f"{CART}?{query}"), 400, "VALIDATION_ERROR")


def test_vat_id_that_is_none_is_refused(client):
    assert_error(client.get(f"{CART}?country=DE&vat_id=DE123"), 400, "VAT_ID_INVALID")


def test_empty_cart_has_no_sums(client):
    data = data_of(client.get(CART))
    assert (data["items"], data["refused"], data["coupon"], data["sums"], data["tax"]) == ([], [], None, None, None)


def test_same_thing_twice_is_in_it_once_and_a_bundle_goes_by_its_offer(client, course, other):
    bundle = make_bundle(course, other, price_minor=3000)
    put(client, course)
    put(client, course)
    data = data_of(client.post(ITEMS, {"offer": bundle.pk}), 201)
    assert [item["offer"]["kind"] for item in data["items"]] == ["course", "bundle"]
    assert data["sums"]["total"] == dollars(5000)


def test_sale_is_told_with_the_list_price(client, course):
    put_on_sale(course, 1500)
    [item] = put(client, course)["items"]
    assert (item["price"], item["list_price"], item["has_changed"]) == (dollars(1500), dollars(2000), False)


def test_price_that_has_changed_is_told(client, buyer, course):
    put(client, course)
    put_on_sale(course, 1500)
    [item] = data_of(client.get(CART))["items"]
    assert (item["has_changed"], item["price_before"], item["price"]) == (True, dollars(2000), dollars(1500))


def test_what_cannot_be_bought_is_told_apart_with_the_reason(client, buyer):
    closed, owned, open_one = (make_paid_course(2000) for _ in range(3))
    for course in (closed, owned, open_one):
        put(client, course)
    closed.unpublish()
    enroll(buyer, owned)
    data = data_of(client.get(CART))
    assert [one["problem"] for one in data["refused"]] == ["closed", "owned"]
    assert len(data["items"]) == 1
    assert data["sums"]["total"] == dollars(2000)


@pytest.mark.parametrize("field", ["price", "price_minor", "amount_minor", "currency", "total", "quantity"])
def test_price_or_anything_else_from_the_client_is_refused(client, field, course):
    for value in (1, "USD"):
        details = assert_error(client.post(ITEMS, {"course": course.pk, field: value}), 400, "VALIDATION_ERROR")
        assert details.keys() == {field}
    assert not CartItem.objects.exists()


def test_one_thing_must_be_named(client, course):
    offer = make_offer(course)
    for body in ({}, {"course": course.pk, "offer": offer.pk}):
        assert_error(client.post(ITEMS, body), 400, "VALIDATION_ERROR")


def test_what_is_not_for_sale_is_refused(client, buyer, other):
    draft, free = make_course(live=False), make_course()
    enroll(buyer, other)
    inactive = make_offer(make_paid_course(), is_active=False)
    assert_error(client.post(ITEMS, {"course": draft.pk}), 404, "NOT_FOUND")
    assert_error(client.post(ITEMS, {"course": free.pk}), 409, "NOT_FOR_SALE")
    assert_error(client.post(ITEMS, {"course": other.pk}), 409, "ALREADY_OWNED")
    assert_error(client.post(ITEMS, {"offer": inactive.pk}), 409, "NOT_FOR_SALE")
    assert_error(client.post(ITEMS, {"offer": Offer.objects.count() + 999}), 409, "NOT_FOR_SALE")


def test_gift_is_for_somebody_else_and_can_be_taken_back(client, buyer, course):
    [item] = put(client, course, gift=GIFT)["items"]
    assert item["gift"] == GIFT
    address = f"{ITEMS}{item['id']}/"
    [changed] = data_of(client.patch(address, {"gift": {"email": "budi@example.com"}}))["items"]
    assert changed["gift"] == {"email": "budi@example.com", "name": "", "message": "", "send_on": None}
    [own] = data_of(client.patch(address, {"gift": None}))["items"]
    assert own["gift"] is None
    assert_error(client.patch(address, {"gift": {"email": buyer.email}}), 400, "GIFT_TO_ONESELF")
    for wrong in ({}, {"gift": {}}, {"gift": {"email": "nobody"}}, {"gift": {**GIFT, "price": 1}}):
        assert_error(client.patch(address, wrong), 400, "VALIDATION_ERROR")


def test_things_are_taken_out_and_the_cart_is_emptied(client, buyer, course, other):
    first = put(client, course)["items"][0]
    put(client, other)
    put(client, make_paid_course())
    Cart.objects.update(coupon=make_coupon())
    for _time in range(2):
        assert client.delete(f"{ITEMS}{first['id']}/").status_code == 204
    assert len(data_of(client.get(CART))["items"]) == 2
    for _time in range(2):
        assert client.delete(CART).status_code == 204
    data = data_of(client.get(CART))
    assert (data["items"], data["coupon"]) == ([], None)


def test_other_peoples_carts_stay_as_they_are(client, course):
    other = UserFactory()
    item = fill_cart(other, course).items.get()
    for stranger in (client, api_client()):
        assert_error(stranger.patch(f"{ITEMS}{item.pk}/", {"gift": None}), 404, "NOT_FOUND")
        assert stranger.delete(f"{ITEMS}{item.pk}/").status_code == 204
    assert CartItem.objects.filter(pk=item.pk).exists()


# --- Visitors -----------------------------------------------------------------------------------
def test_visitor_gets_a_key_and_finds_the_cart_by_it(client, course, other):
    key = put(api_client(), course)["cart_key"]
    visitor = api_client(x_cart_key=key)
    assert put(visitor, other)["cart_key"] == key
    answer = visitor.get(CART)
    assert len(data_of(answer)["items"]) == 2
    assert "X-Cart-Key" in answer.headers["Vary"]
    assert data_of(api_client().get(CART))["items"] == []


def test_key_is_no_way_into_the_cart_of_a_person(client, buyer, course, other):
    put(client, course)
    key = Cart.objects.get(user=buyer).key
    visitor = api_client(x_cart_key=str(key))
    assert data_of(visitor.get(CART))["items"] == []
    visitor.delete(CART)
    assert put(visitor, other)["cart_key"] != str(key)
    assert len(data_of(client.get(CART))["items"]) == 1


def test_thing_is_put_beside_those_that_a_coupon_makes_cheaper(client, buyer, course, other):
    fill_cart(buyer, course, coupon=make_coupon(course))
    data = put(client, other)
    assert [item["discount"]["amount_minor"] for item in data["items"]] == [200, 0]


def test_key_that_is_none_is_refused_and_one_that_is_forgotten_begins_anew(course):
    assert_error(api_client(x_cart_key="nonsense").get(CART), 400, "VALIDATION_ERROR")
    forgotten = "3f0c7d3e-5d0e-4c8b-9a7e-0d6f2b9c1a55"
    assert put(api_client(x_cart_key=forgotten), course)["cart_key"] != forgotten


def test_visitor_whose_thing_is_refused_leaves_no_cart_behind():
    assert_error(api_client().post(ITEMS, {"course": make_course().pk}), 409, "NOT_FOR_SALE")
    assert not Cart.objects.exists()


def test_cart_of_a_visitor_joins_that_of_the_person_once(client, course, other):
    put(client, course)
    visitor = api_client()
    key = put(visitor, other)["cart_key"]
    for _time in range(2):
        data = data_of(client.post(f"{CART}merge/", {"cart_key": key}))
        assert len(data["items"]) == 2
    assert Cart.objects.count() == 1
    assert_error(visitor.post(f"{CART}merge/", {"cart_key": key}), 401, "NOT_AUTHENTICATED")


@pytest.mark.parametrize("number", [1, 20])
def test_cart_of_courses_takes_the_same_queries(client, buyer, number, django_assert_num_queries):
    fill_cart(buyer, *make_paid_courses(number))
    client.get(CART)
    with django_assert_num_queries(5):
        assert len(data_of(client.get(CART))["items"]) == number


@pytest.mark.parametrize("number", [1, 20])
def test_cart_of_everything_takes_the_same_queries(client, buyer, number, django_assert_num_queries):
    """With a coupon for courses, a bundle and tax."""
    *things, other = make_paid_courses(number + 1)
    bundle = make_bundle(things[0], other)
    fill_cart(buyer, *things)
    fill_cart(buyer, bundle, coupon=make_coupon(*things))
    make_tax()
    client.get(CART)
    with django_assert_num_queries(8):
        assert len(data_of(client.get(f"{CART}?country=ID"))["items"]) == number + 1
