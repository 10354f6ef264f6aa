"""Bundles, paths and sales in the CMS, through services that keep the rules and the record."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.models import CourseSummary
from commerce.errors import OfferInvalid
from commerce.models import MoneyAct, Offer
from commerce.queries.goods import goods_of
from commerce.services.offers import offer_for_course
from commerce.services.staff_offers import OfferTerms, change_sale, create_bundle
from tests.factories.accounts import AdminFactory
from tests.factories.catalog import make_path
from tests.factories.commerce import (
    make_bundle,
    make_offer,
    make_paid_course,
    make_paid_courses,
    offer_path,
    put_on_sale,
)
from tests.sharing import own

pytestmark = pytest.mark.django_db
OFFERS = "/cms/shop/offers/"
LIST_QUERIES = 14


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(admin=AdminFactory(), course=make_paid_course(), other=make_paid_course())


course, other = own("course"), own("other")


@pytest.fixture
def admin(client, own_copies):
    client.force_login(own_copies.admin)
    return own_copies.admin


def titles(answer) -> list[str]:
    return [offer.goods.title for offer in answer.context["object_list"]]


def typed(*courses, **fields) -> dict:
    keys = [str(course.translation_key) for course in courses]
    plain = {"title": "Two crafts", "slug": "two-crafts", "price_minor": "30.00", "currency": "USD"}
    return {**plain, "is_active": "on", "courses": keys, **fields}


SALE = {"price_minor": "15.00", "sale_from": "2020-01-01 10:00", "sale_until": "2040-01-01 10:00"}


def test_admin_makes_a_bundle(client, admin):
    courses = make_paid_course(title="Batik"), make_paid_course(title="Aksara")
    assert client.post(f"{OFFERS}bundle/", typed(*courses)).status_code == 302
    bundle = Offer.objects.get()
    goods = goods_of([bundle])[bundle.pk]
    assert (goods.title, goods.price_minor, goods.currency, goods.problem) == ("Two crafts", 3000, "USD", "")
    assert {card.title for card in goods.cards} == {"Batik", "Aksara"}
    assert MoneyAct.objects.get().target == f"offer:{bundle.pk}"


def test_bundle_without_sense_is_refused_in_words(client, admin, course, other):
    courses = course, other
    make_bundle(*courses)
    Offer.objects.update(slug="taken")
    for change, said in (
        ({"courses": typed(courses[0])["courses"]}, "two courses at least"),
        ({"price_minor": "0"}, "needs a price"),
        ({"slug": "taken"}, "Another bundle has this address"),
        ({"title": ""}, "required"),
    ):
        answer = client.post(f"{OFFERS}bundle/", typed(*courses, **change))
        assert said in answer.content.decode(), change
    assert Offer.objects.count() == 1
    assert not MoneyAct.objects.exists()


def test_bundle_with_a_course_that_is_not_public_is_refused(admin, other):
    courses = other, make_paid_course()
    CourseSummary.objects.filter(course=courses[0]).delete()
    keys = [course.translation_key for course in courses]
    terms = OfferTerms(title="Two", slug="two", price_minor=1000, currency="USD", course_keys=keys)
    with pytest.raises(OfferInvalid) as refused:
        create_bundle(terms=terms, by=admin)
    assert refused.value.code == "OFFER_COURSES"


def test_bundle_is_changed_its_courses_keep_their_places(client, admin):
    first, second, third = make_paid_course(title="Z"), make_paid_course(title="M"), make_paid_course(title="A")
    bundle = make_bundle(first, second)
    door = reverse("shop_offer", args=[bundle.pk])
    assert "$30.00" in client.get(door).content.decode()
    client.post(door, typed(first, second, third, price_minor="25.00"))
    bundle.refresh_from_db()
    assert bundle.price_minor == 2500
    keys = list(bundle.bundle_courses.values_list("course_key", flat=True))
    assert keys == [first.translation_key, second.translation_key, third.translation_key]
    assert MoneyAct.objects.get().details["price_minor"] == [3000, 2500]


def test_path_is_offered_once(client, admin, course, other):
    path = make_path(course, other)
    data = {"path_key": str(path.translation_key), "price_minor": "35.00", "currency": "USD", "is_active": "on"}
    client.post(f"{OFFERS}path/", data)
    offer = Offer.objects.get()
    assert (offer.kind, offer.title, offer.price_minor) == ("path", path.title, 3500)
    assert "Select a valid choice" in client.post(f"{OFFERS}path/", data).content.decode()
    client.post(reverse("shop_offer", args=[offer.pk]), {"price_minor": "40.00", "currency": "USD"})
    offer.refresh_from_db()
    assert (offer.price_minor, offer.is_active, offer.path_key) == (4000, False, path.translation_key)


def test_course_is_put_on_sale_and_the_sale_ended(client, admin, course):
    key = course.translation_key
    assert client.post(f"{OFFERS}course-sale/", {**SALE, "course": str(key)}).status_code == 302
    offer = offer_for_course(key)
    assert goods_of([offer])[offer.pk].price_minor == 1500
    client.post(reverse("shop_sale", args=[offer.pk]), {"end": "1"})
    offer = offer_for_course(key)
    assert goods_of([offer])[offer.pk].price_minor == 2000
    assert list(MoneyAct.objects.order_by("pk").values_list("verb", flat=True)) == ["offer.sale", "offer.sale"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"price_minor": "20.00"}, "below the ordinary one"),
        ({"price_minor": "0"}, "below the ordinary one"),
        ({"sale_until": "2019-01-01 10:00"}, "an end after it"),
        ({"sale_until": ""}, "required"),
    ],
)
def test_sale_without_sense_is_refused_in_words(client, admin, change, said, course):
    offer = make_offer(course)
    page = client.post(reverse("shop_sale", args=[offer.pk]), {**SALE, **change}).content.decode()
    assert said in page
    offer.refresh_from_db()
    assert offer.sale_price_minor is None


def test_price_below_the_sale_is_refused_until_the_sale_ends(client, admin, course, other):
    courses = course, other
    bundle = make_bundle(*courses, price_minor=3000)
    now = timezone.now()
    change_sale(offer=bundle, price_minor=2000, since=now, until=now + timedelta(days=1), by=admin)
    door = reverse("shop_offer", args=[bundle.pk])
    assert "End the sale first" in client.post(door, typed(*courses, price_minor="20.00")).content.decode()
    bundle.refresh_from_db()
    assert bundle.price_minor == 3000


def test_course_is_taken_off_sale(client, admin, course):
    offer = make_offer(course)
    client.post(reverse("shop_offer", args=[offer.pk]), {})
    offer.refresh_from_db()
    assert not offer.is_active


def test_list_costs_the_same_queries_at_one_of_each_kind_and_at_twenty(
    client, admin, django_assert_num_queries, course, other
):
    put_on_sale(course, 1500)
    make_bundle(course, other)
    offer_path(make_path(course, make_paid_course()))
    page = client.get(OFFERS).content.decode()
    for part in ("On now", "$15.00", "Bundle of courses", "Learning path"):
        assert part in page
    with django_assert_num_queries(LIST_QUERIES):
        client.get(OFFERS)
    for another in make_paid_courses(17):
        make_bundle(course, another)
    with django_assert_num_queries(LIST_QUERIES):
        assert len(titles(client.get(OFFERS))) == 20


def test_offers_are_filtered_by_kind_and_sale(client, admin, other):
    course = make_paid_course(title="Batik")
    put_on_sale(course, 1500)
    make_bundle(course, other, title="Two crafts")
    assert titles(client.get(f"{OFFERS}?kind=bundle")) == ["Two crafts"]
    assert titles(client.get(f"{OFFERS}?sale=running")) == ["Batik"]
    assert titles(client.get(f"{OFFERS}?sale=none")) == ["Two crafts"]
    assert titles(client.get(f"{OFFERS}?sale=coming")) == []
    assert titles(client.get(f"{OFFERS}?q=crafts")) == ["Two crafts"]
