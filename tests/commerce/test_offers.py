"""Offers and their sales, as the catalog shows them."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalog.models import CourseSummary
from catalog.services.summaries import refresh_summary
from commerce.errors import NotForSale
from commerce.models import Offer, OfferKind
from commerce.services.offers import offer_for_course, set_sale, show_sale, show_sales
from lms_site.cache_versions import stored
from tests.factories.commerce import make_bundle, make_offer, make_paid_course, put_on_sale
from tests.sharing import own

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_paid_course())


course = own("course")


def card_of(course) -> CourseSummary:
    return CourseSummary.objects.get(course=course)


def test_course_has_one_offer_made_when_it_is_asked_for(course):
    assert offer_for_course(course.translation_key).pk == offer_for_course(course.translation_key).pk
    with pytest.raises(NotForSale):
        offer_for_course(uuid4())


def test_sale_shows_on_the_card_and_goes_away_again(course):
    now = timezone.now()
    offer = make_offer(course)
    before = stored(["public"])["public"]
    set_sale(offer=offer, price_minor=1500, since=now, until=now + DAY)
    assert show_sale(offer=Offer.objects.get(pk=offer.pk), now=now)
    assert (card_of(course).price_now_minor, card_of(course).is_on_sale) == (1500, True)
    assert stored(["public"])["public"] > before
    set_sale(offer=offer, price_minor=None, since=None, until=None)
    assert show_sale(offer=Offer.objects.get(pk=offer.pk), now=now)
    assert (card_of(course).price_now_minor, card_of(course).is_on_sale) == (2000, False)


def test_sales_begin_and_end_by_themselves_and_bother_nobody_between(course):
    now = timezone.now()
    set_sale(offer=make_offer(course), price_minor=1500, since=now + DAY, until=now + 2 * DAY)
    moments = [now, now + DAY, now + DAY, now + 2 * DAY, now + 3 * DAY]
    assert [show_sales(now=moment) for moment in moments] == [0, 1, 0, 1, 0]


def test_sale_survives_the_page_being_published_again(course):
    show_sale(offer=put_on_sale(course, 1500))
    refresh_summary(course)
    assert card_of(course).price_now_minor == 1500


def test_sale_of_something_switched_off_is_not_shown(course):
    put_on_sale(course, 1500)
    Offer.objects.update(is_active=False)
    assert show_sales() == 0


def test_bundle_has_no_card_to_show_its_sale_on(course):
    assert not show_sale(offer=make_bundle(course))


def test_database_refuses_offers_that_are_not_of_their_kind():
    now = timezone.now()
    wrong = [
        {"kind": OfferKind.COURSE},
        {"kind": OfferKind.COURSE, "course_key": uuid4(), "price_minor": 5, "currency": "USD"},
        {"kind": OfferKind.BUNDLE, "slug": "a", "currency": "USD"},
        {"kind": OfferKind.BUNDLE, "slug": "a", "price_minor": 5},
        {"kind": OfferKind.BUNDLE, "price_minor": 5, "currency": "USD"},
        {"kind": OfferKind.PATH, "price_minor": 5, "currency": "USD"},
        {"kind": OfferKind.COURSE, "course_key": uuid4(), "sale_price_minor": 5},
        {"kind": OfferKind.COURSE, "course_key": uuid4(), "sale_from": now},
        {
            "kind": OfferKind.COURSE,
            "course_key": uuid4(),
            "sale_price_minor": 5,
            "sale_from": now,
            "sale_until": now,
        },
    ]
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Offer.objects.create(**fields)
