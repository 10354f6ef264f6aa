"""The cart's page, for visitors and for people."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from commerce.models import Cart, CartItem
from tests.commerce.shop_material import buyer, text_of
from tests.factories.accounts import UserFactory
from tests.factories.catalog import CategoryFactory, enroll, make_path
from tests.factories.commerce import (
    fill_cart,
    make_bundle,
    make_coupon,
    make_offer,
    make_paid_course,
    make_paid_courses,
    offer_path,
    put_on_sale,
)
from tests.sharing import own

pytestmark = pytest.mark.django_db
GIFT = {"gift_email": "ani@example.com", "gift_name": "Ani", "gift_message": "Enjoy it.", "gift_on": ""}


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_paid_course(), other=make_paid_course())


course, other = own("course"), own("other")


def add(client, course, **query: str):
    return client.post(f"/cart/add/{course.translation_key}/", **query)


def titles(client) -> list[str]:
    return [line.goods.title for line in client.get("/cart/").context["quote"].lines]


# --- Putting in --------------------------------------------------------------------------------
def test_visitor_has_a_cart_of_their_own(client):
    course = make_paid_course(title="Weaving")
    asked = client.get(f"/cart/add/{course.translation_key}/")
    assert b"csrfmiddlewaretoken" in asked.content
    assert not CartItem.objects.exists()
    assert add(client, course)["Location"] == "/cart/"
    assert titles(client) == ["Weaving"]
    assert titles(Client()) == []
    assert client.get(f"/cart/add/{course.translation_key}/")["Location"] == "/cart/"


def test_cart_of_a_visitor_comes_along_at_sign_in(client):
    mine, theirs = make_paid_course(title="Mine"), make_paid_course(title="Theirs")
    learner = UserFactory()
    fill_cart(learner, mine)
    add(client, theirs)
    client.force_login(learner)
    assert titles(client) == ["Mine", "Theirs"]
    assert client.session["cart_count"] == 2
    assert Cart.objects.count() == 1


def test_what_one_has_is_not_put_in_again(client, course):
    client.force_login(enroll(course=course).user)
    assert add(client, course)["Location"] == course.get_url()
    assert not CartItem.objects.exists()


@pytest.mark.parametrize(
    "address", ["/cart/add/999/", "/cart/gift/999/", f"/cart/add/{'0' * 8}-0000-4000-8000-{'0' * 12}/"]
)
def test_unknown_offer_is_not_found(client, address):
    assert client.get(address).status_code == client.post(address).status_code == 404


def test_course_that_is_not_on_sale_says_so(client, course):
    make_offer(course, is_active=False)
    assert "This is not on sale." in text_of(client.get(f"/cart/add/{course.translation_key}/"))
    add(client, course)
    assert not CartItem.objects.exists()


def test_forged_request_changes_nothing(course):
    strict = Client(enforce_csrf_checks=True)
    assert add(strict, course).status_code == 403
    for address in ("/cart/coupon/", "/cart/undo/", "/cart/checkout/", "/cart/items/1/remove/"):
        assert strict.post(address).status_code == 403
    assert not CartItem.objects.exists()


@pytest.mark.parametrize(
    "address", ["/cart/coupon/", "/cart/coupon/off/", "/cart/undo/", "/cart/checkout/", "/cart/items/1/remove/"]
)
def test_get_changes_nothing(client, address):
    assert client.get(address).status_code == 405


# --- Gifts -------------------------------------------------------------------------------------
def test_gift_stands_in_the_cart_with_what_was_written(client):
    course = make_paid_course(title="Weaving")
    day = timezone.localdate() + timedelta(days=3)
    address = f"/cart/gift/{course.translation_key}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {**GIFT, "gift_on": day.isoformat()})["Location"] == "/cart/"
    item = CartItem.objects.get()
    assert (item.gift_email, item.gift_message, item.gift_on) == ("ani@example.com", "Enjoy it.", day)
    page = text_of(client.get("/cart/"))
    assert "A gift for Ani (ani@example.com)" in page
    assert 'value="ani@example.com"' in text_of(client.get(address))
    add(client, course)
    item.refresh_from_db()
    assert not item.is_gift


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"gift_email": "nobody"}, "valid email"),
        ({"gift_email": ""}, "required"),
        ({"gift_on": "2020-01-01"}, "Choose a day from today on"),
        ({"gift_on": "2190-01-01"}, "Choose a day from today on"),
    ],
)
def test_gift_to_nowhere_or_yesterday_is_asked_again(client, change, words, course):
    answer = client.post(f"/cart/gift/{course.translation_key}/", {**GIFT, **change})
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not CartItem.objects.exists()


def test_gift_to_oneself_is_refused_beside_the_address(client, course):
    user = UserFactory()
    client.force_login(user)
    answer = client.post(f"/cart/gift/{course.translation_key}/", {**GIFT, "gift_email": user.email})
    assert answer.status_code == 422
    assert answer.context["form"].errors["gift_email"]


# --- Taking out, putting back ------------------------------------------------------------------
def test_what_is_taken_out_can_be_put_back_with_its_gift(client):
    course = make_paid_course(title="Weaving")
    client.post(f"/cart/gift/{course.translation_key}/", GIFT)
    client.post(f"/cart/items/{CartItem.objects.get().pk}/remove/")
    page = text_of(client.get("/cart/"))
    assert "“Weaving” is out of your cart." in page
    assert "Your cart is empty" in page
    client.post("/cart/undo/")
    assert CartItem.objects.get().gift_message == "Enjoy it."
    assert "is out of your cart" not in text_of(client.get("/cart/"))
    client.post("/cart/undo/")
    assert CartItem.objects.count() == 1


def test_thing_in_a_foreign_cart_is_not_taken_out(client, course):
    foreign = fill_cart(UserFactory(), course)
    buyer(client)
    client.post(f"/cart/items/{foreign.items.get().pk}/remove/")
    assert CartItem.objects.count() == 2


# --- Coupons -----------------------------------------------------------------------------------
def test_coupon_counts_until_it_is_taken_away(client):
    buyer(client)
    make_coupon(code="SAVE", percent=25)
    assert client.post("/cart/coupon/", {"code": " save "})["Location"] == "/cart/"
    page = text_of(client.get("/cart/"))
    assert "−$5.00" in page
    assert "$15.00" in page
    client.post("/cart/coupon/off/")
    assert "Coupon SAVE" not in text_of(client.get("/cart/"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (None, "There is no such coupon."),
        ({"ends_at": timezone.now() - timedelta(days=1), "starts_at": timezone.now() - timedelta(days=2)}, "no longer"),
        ({"capacity": 0}, "as often as it may be"),
        ({"minimum_minor": 9000, "currency": "USD"}, "worth more"),
    ],
)
def test_coupon_that_does_not_count_says_why(client, fields, words):
    buyer(client)
    if fields is not None:
        make_coupon(code="SAVE", **fields)
    answer = client.post("/cart/coupon/", {"code": "SAVE"})
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert 'value="SAVE"' in text_of(answer)


def test_link_of_an_instructor_counts_as_soon_as_something_fits(client, other):
    course = make_paid_course(title="Weaving")
    coupon = make_coupon(course, code="FRIENDS")
    client.get(f"{course.get_url()}?coupon=friends")
    add(client, other)
    assert Cart.objects.get().coupon is None
    add(client, course)
    assert Cart.objects.get().coupon == coupon


def test_short_link_leads_to_the_catalog_and_keeps_the_coupon(client, course):
    coupon = make_coupon(code="FRIENDS")
    assert client.get("/c/friends/")["Location"] == "/courses/"
    add(client, course)
    assert Cart.objects.get().coupon == coupon


def test_link_with_a_coupon_is_answered_by_no_kept_page(client, course):
    client.get(course.get_url())
    answer = client.get(f"{course.get_url()}?coupon=FRIENDS")
    assert client.session["coupon_link"] == "FRIENDS"
    assert "s-maxage" not in answer["Cache-Control"]


# --- What changes meanwhile --------------------------------------------------------------------
def test_what_cannot_be_bought_is_explained_and_goes_out_on_the_way_on(client):
    kept, closed, owned = (make_paid_course(title=title) for title in ("Kept", "Closed", "Owned"))
    user = buyer(client, kept, closed, owned)
    closed.unpublish()
    enroll(user=user, course=owned)
    answer = client.get("/cart/")
    page = text_of(answer)
    assert titles(client) == ["Kept"]
    assert "It is no longer on sale." in page
    assert "You have it already." in page
    assert CartItem.objects.count() == 3
    assert client.post("/cart/checkout/")["Location"] == "/checkout/"
    assert CartItem.objects.count() == 1
    assert client.get("/checkout/").status_code == 200


def test_changed_price_is_said_until_the_buyer_goes_on(client, course):
    buyer(client, course)
    put_on_sale(course, 1500)
    assert "It was $20.00 when you put this here" in text_of(client.get("/cart/"))
    client.post("/cart/checkout/")
    assert "It was $20.00" not in text_of(client.get("/cart/"))


def test_empty_cart_goes_nowhere(client):
    client.force_login(UserFactory())
    for address in ("/cart/checkout/", "/cart/coupon/off/", "/cart/undo/"):
        assert client.post(address)["Location"] == "/cart/"
    assert client.get("/checkout/")["Location"] == "/cart/"


# --- Queries -----------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 20])
def test_cart_costs_five_queries_with_a_coupon_six(client, count, django_assert_num_queries):
    buyer(client, *make_paid_courses(count))
    make_coupon(code="SAVE")
    client.get("/cart/")
    with django_assert_num_queries(5):  # person, cart, things, courses, what is owned
        client.get("/cart/")
    client.post("/cart/coupon/", {"code": "SAVE"})
    with django_assert_num_queries(6):  # how often they have used the coupon
        client.get("/cart/")


@pytest.mark.parametrize("count", [1, 18])
def test_cart_of_all_kinds_with_a_coupon_for_some_costs_eight_queries(client, count, django_assert_num_queries, course):
    courses = make_paid_courses(count)
    coupon = make_coupon(courses[0])
    coupon.categories.add(CategoryFactory())
    bundle, path = make_bundle(courses[0], course), offer_path(make_path(courses[0]))
    buyer(client, *courses, bundle, path, coupon=coupon)
    client.get("/cart/")
    with django_assert_num_queries(8):  # one more for bundles, one for paths
        page = client.get("/cart/")
    quote = page.context["quote"]
    assert len(quote.lines) == count + 2
    assert [line.discount_minor > 0 for line in quote.lines] == [True] + [False] * (count + 1)
