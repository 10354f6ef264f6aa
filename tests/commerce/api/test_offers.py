"""Offers: what everybody may see, at the price of this moment, through both APIs."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from catalog.models import LearningPathCourse, LearningPathPage
from catalog.services.courses import course_index
from commerce.services.offers import show_sale
from lms_site.models import Stock
from tests.commerce.api.asking import OFFERS, data_of, dollars
from tests.factories.api import api_client
from tests.factories.catalog import make_course, make_path
from tests.factories.commerce import (
    make_bundle,
    make_offer,
    make_paid_course,
    make_paid_courses,
    offer_path,
    put_on_sale,
)
from tests.lms_site.api.answers import assert_error

pytestmark = pytest.mark.django_db
CMS = "/api/cms/v2/offers/"
COURSES = "/api/v1/courses/"


@pytest.fixture
def client():
    return api_client()


def listed(client, query="") -> list[int]:
    return sorted(offer["id"] for offer in data_of(client.get(f"{OFFERS}{query}")))


def listed_in_cms(client) -> list[int]:
    return sorted(offer["id"] for offer in client.get(CMS).json()["items"])


def list_paths(courses) -> list[LearningPathPage]:
    """A path through each of these courses, to be listed: live without having been drafted."""
    index, found = course_index(), []
    for course in courses:
        path = LearningPathPage(title=f"Path to {course.title}", slug=f"path-to-{course.slug}", locale=index.locale)
        path.path_courses = [LearningPathCourse(course=course)]
        found.append(index.add_child(instance=path))
    return found


def test_bundles_paths_and_sales_are_listed_and_nothing_else(client):
    cheap, dear, free = make_paid_course(2000), make_paid_course(3000), make_course()
    on_sale, bundle = put_on_sale(cheap, 1500), make_bundle(cheap, dear)
    path = offer_path(make_path(cheap, dear))
    make_offer(dear)
    put_on_sale(free, 100)
    put_on_sale(dear, 3000)
    draft = make_paid_course()
    make_bundle(cheap, draft)
    offer_path(make_path(cheap, draft))
    draft.unpublish()
    make_bundle(cheap, is_active=False)
    make_bundle()
    offer_path(make_path(cheap, live=False))

    shown = sorted([on_sale.pk, bundle.pk, path.pk])
    assert listed(client) == listed_in_cms(client) == shown
    assert listed(client, "?kind=bundle") == [bundle.pk]
    assert_error(client.get(f"{OFFERS}?kind=car"), 400, "VALIDATION_ERROR")
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert listed(client) == sorted([bundle.pk, path.pk])


def test_offer_tells_its_price_and_its_courses(client):
    courses = [make_paid_course(2000, title=title) for title in ("Batik", "Ikat")]
    now = timezone.now()
    sale = {"sale_price_minor": 2500, "sale_from": now - timedelta(hours=1), "sale_until": now + timedelta(days=1)}
    bundle = make_bundle(*courses, price_minor=3000, title="Cloth", summary="Both of them", **sale)

    data = data_of(client.get(f"{OFFERS}{bundle.pk}/"))

    assert (data["title"], data["summary"], data["kind"], data["problem"]) == ("Cloth", "Both of them", "bundle", "")
    assert (data["price"], data["list_price"], data["is_on_sale"]) == (dollars(2500), dollars(3000), True)
    assert data["sale_until"]
    assert [(course["id"], course["title"]) for course in data["courses"]] == [
        (courses[0].pk, "Batik"),
        (courses[1].pk, "Ikat"),
    ]
    [row] = data_of(client.get(f"{OFFERS}?fields=id,price"))
    assert row == {"id": bundle.pk, "price": dollars(2500)}


def test_course_at_its_list_price_is_read_by_its_offer_and_a_closed_one_not(client):
    course = make_paid_course(2000)
    offer = make_offer(course)
    assert data_of(client.get(f"{OFFERS}{offer.pk}/"))["is_on_sale"] is False
    course.unpublish()
    assert_error(client.get(f"{OFFERS}{offer.pk}/"), 404, "NOT_FOUND")
    assert_error(client.get(f"{OFFERS}999999/"), 404, "NOT_FOUND")


def test_what_is_sold_out_says_so(client):
    bundle = make_bundle(make_paid_course(), stock=Stock.objects.create(name="Ten", capacity=0))
    assert data_of(client.get(f"{OFFERS}{bundle.pk}/"))["problem"] == "sold_out"


def test_wagtails_api_tells_the_same(client):
    bundle = make_bundle(make_paid_course(2000, title="Batik"), price_minor=1500)
    [row] = client.get(f"{CMS}?kind=bundle").json()["items"]
    assert row["meta"] == {"type": "commerce.Offer", "detail_url": f"http://127.0.0.1:8000{CMS}{bundle.pk}/"}
    assert (row["title"], row["price"]) == (bundle.title, dollars(1500))
    detail = client.get(f"{CMS}{bundle.pk}/").json()
    told = data_of(client.get(f"{OFFERS}{bundle.pk}/"))
    assert {name: value for name, value in detail.items() if name != "meta"} == told
    assert client.get(f"{CMS}?fields=stock").status_code == 400
    assert client.get(f"{CMS}999999/").status_code == 404
    assert "private" in client.get(CMS).headers["Cache-Control"]


@pytest.mark.parametrize("number", [1, 20])
def test_lists_take_the_same_queries(client, number, django_assert_num_queries):
    courses = make_paid_courses(number)
    for course in courses:
        make_bundle(course)
        put_on_sale(course, 1500)
    for path in list_paths(courses):
        offer_path(path)
    client.get(OFFERS)
    for query in ("?per_page=100", "?per_page=100&fields=id"):
        with django_assert_num_queries(5):
            assert len(data_of(client.get(f"{OFFERS}{query}"))) == number * 3
    client.get(CMS)
    with django_assert_num_queries(5):
        assert len(client.get(f"{CMS}?fields=*&limit=100").json()["items"]) == number * 3


def test_courses_tell_what_they_cost_now(client):
    course = make_paid_course(2000)
    plain = data_of(client.get(f"{COURSES}{course.pk}/"))
    assert (plain["price"], plain["price_now"], plain["sale_until"]) == (dollars(2000), dollars(2000), None)

    offer = put_on_sale(course, 1500)
    show_sale(offer=offer)
    for data in (data_of(client.get(f"{COURSES}{course.pk}/")), data_of(client.get(COURSES))[0]):
        assert (data["price"], data["price_now"]) == (dollars(2000), dollars(1500))
        assert data["sale_until"].endswith("Z")
