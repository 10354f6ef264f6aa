"""What pages of the catalog say about buying."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from commerce.models import Offer
from commerce.services.offers import set_sale, show_sale
from tests.commerce.shop_material import text_of
from tests.factories.accounts import UserFactory
from tests.factories.catalog import enroll, make_course, make_path
from tests.factories.commerce import fill_cart, make_bundle, make_offer, make_paid_course, offer_path, put_on_sale
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_paid_course(), other=make_paid_course())


course, other = own("course"), own("other")


def add_address(course) -> str:
    return f"/cart/add/{course.translation_key}/"


def test_course_page_of_visitors_leads_to_the_cart_without_a_form(client):
    course = make_paid_course(price_minor=1900)
    answer = client.get(course.get_url())
    page = text_of(answer)
    assert "$19.00" in page
    assert f'href="{add_address(course)}"' in page
    assert f'href="/cart/gift/{course.translation_key}/"' in page
    assert "14 days to change your mind" in page
    assert "csrfmiddlewaretoken" not in page
    assert "s-maxage" in answer["Cache-Control"]
    assert not answer.cookies
    assert not Offer.objects.exists()


def test_course_page_of_people_has_the_one_button(client, course):
    learner = UserFactory()
    client.force_login(learner)
    assert f'action="{add_address(course)}"' in client.get(course.get_url()).content.decode()
    client.post(add_address(course))
    page = client.get(course.get_url()).content.decode()
    assert "In your cart" in page
    assert f'action="{add_address(course)}"' not in page


def test_course_page_costs_people_three_queries_more_where_it_is_sold(
    client, settings, django_assert_max_num_queries, course
):
    client.force_login(UserFactory())
    client.get(course.get_url())
    counts = []
    for is_sold in (False, True):
        settings.LMS_SANDBOX_PAYMENTS = is_sold
        with django_assert_max_num_queries(30) as queries:
            client.get(course.get_url())
        counts.append(len(queries))
    assert counts[1] - counts[0] == 3


def test_sale_shows_the_price_before_and_until_when(client, course):
    put_on_sale(course, 1500)
    page = text_of(client.get(course.get_url()))
    assert "$15.00" in page
    assert '<s class="price__before">$20.00</s>' in page
    assert "At this price until" in page


def test_cards_follow_a_sale_that_begins_and_ends(client):
    course = make_paid_course(price_minor=2000, title="Weaving")
    offer, now = make_offer(course), timezone.now()
    assert "price__before" not in text_of(client.get("/courses/"))
    set_sale(offer=offer, price_minor=1200, since=now, until=now + timedelta(days=1))
    show_sale(offer=Offer.objects.get())
    page = text_of(client.get("/courses/"))
    assert "$12.00" in page
    assert "price__before" in page
    set_sale(offer=offer, price_minor=None, since=None, until=None)
    show_sale(offer=Offer.objects.get())
    assert "price__before" not in text_of(client.get("/courses/"))


@pytest.mark.parametrize("why", ["no way to pay", "closed"])
def test_course_that_is_not_sold_is_had_by_a_code(client, settings, why, course):
    if why == "closed":
        make_offer(course, is_active=False)
    else:
        settings.LMS_SANDBOX_PAYMENTS = False
    page = text_of(client.get(course.get_url()))
    assert "Not on sale yet" in page
    assert "Enroll with a code" in page
    assert add_address(course) not in page


def test_learner_of_a_course_is_not_asked_to_buy_it(client):
    course = make_paid_course(lessons=1)
    client.force_login(enroll(course=course).user)
    assert add_address(course) not in client.get(course.get_url()).content.decode()


def test_path_is_bought_as_a_whole_where_it_is_offered(client, course):
    path = make_path(course, make_course())
    assert "Buy the whole path" not in client.get(path.get_url()).content.decode()
    offer = offer_path(path, price_minor=3000)
    show_sale(offer=offer)
    answer = client.get(path.get_url())
    assert "Buy the whole path" in answer.content.decode()
    assert f'href="/cart/add/{offer.pk}/"' in answer.content.decode()
    assert b"csrfmiddlewaretoken" not in answer.content


def test_path_is_not_offered_to_whoever_has_all_of_it(client, course):
    path = make_path(course)
    offer_path(path)
    client.force_login(enroll(course=course).user)
    assert "Buy the whole path" not in client.get(path.get_url()).content.decode()


def test_bundle_page_says_what_is_in_it_and_what_is_saved(client):
    one, two = make_paid_course(2000, title="Weaving"), make_paid_course(2500, title="Dyeing")
    bundle = make_bundle(one, two, price_minor=3000, title="Both")
    page = text_of(client.get(f"/bundles/{bundle.slug}/"))
    for words in ("Both", "Weaving", "Dyeing", "$30.00", "$15.00 less than one by one", f"/cart/add/{bundle.pk}/"):
        assert words in page


def test_bundle_with_a_closed_course_is_not_found(client, course, other):
    bundle = make_bundle(course, other)
    other.unpublish()
    assert client.get(f"/bundles/{bundle.slug}/").status_code == 404
    assert client.get("/bundles/nothing/").status_code == 404


def test_bundle_that_one_has_already_is_not_sold_again(client, course):
    bundle = make_bundle(course)
    client.force_login(enroll(course=course).user)
    assert "You have all of these courses" in client.get(f"/bundles/{bundle.slug}/").content.decode()


def test_header_shows_the_cart_and_how_much_is_in_it(client, settings, course, other):
    assert "Cart" in client.get("/cart/").content.decode()
    learner = UserFactory()
    fill_cart(learner, course, other)
    client.force_login(learner)
    assert "Cart, 2 things" in text_of(client.get("/courses/"))
    settings.LMS_SANDBOX_PAYMENTS = False
    assert "cart-link" not in text_of(client.get("/learn/"))
