"""Places in batches for programs: listed, put into the cart, ordered, refused."""

import pytest

from classroom.models import BatchMember
from commerce.models import Order
from tests.commerce.api.asking import CART, ITEMS, OFFERS, data_of, dollars, place
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.classroom import seat
from tests.factories.commerce import make_order, make_paid_course
from tests.factories.places import sell_places
from tests.lms_site.api.answers import assert_error

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return api_client(UserFactory())


def test_places_are_listed_with_their_batch(client):
    offer = sell_places(course=make_paid_course(title="Weaving"), name="Evenings", price_minor=3000)
    for query in ("", "?kind=batch"):
        [told] = data_of(client.get(f"{OFFERS}{query}"))
        assert (told["id"], told["kind"], told["batch"]) == (offer.pk, "batch", offer.batch_id)
        assert (told["title"], told["price"], told["problem"]) == ("Weaving: Evenings", dollars(3000), "")
        assert told["html_url"].endswith(f"/batches/{offer.batch_id}/")
    assert [one["batch"] for one in client.get("/api/cms/v2/offers/?fields=batch").json()["items"]] == [offer.batch_id]


@pytest.mark.parametrize("count", [1, 20])
def test_places_are_listed_in_the_same_queries_for_any_number(client, count, django_assert_num_queries):
    course = make_paid_course()
    for _number in range(count):
        sell_places(course=course, teacher=course.owner)
    client.get(OFFERS)
    with django_assert_num_queries(5):  # person, count, offers, batches, cards
        assert len(data_of(client.get(OFFERS))) == count


def test_place_is_put_into_the_cart_and_ordered(client):
    offer = sell_places(price_minor=3000)
    cart = data_of(client.post(ITEMS, {"offer": offer.pk}), 201)
    assert (cart["items"][0]["offer"]["batch"], cart["sums"]["total"]) == (offer.batch_id, dollars(3000))
    assert place(client, cart["fingerprint"]).status_code == 201
    offer.stock.refresh_from_db()
    assert (Order.objects.count(), offer.stock.taken) == (1, 1)


def test_taken_place_is_refused_and_nothing_is_ordered(client):
    offer = sell_places(seats=1)
    cart = data_of(client.post(ITEMS, {"offer": offer.pk}), 201)
    make_order(None, offer)
    assert_error(place(client, cart["fingerprint"]), 409, "PRICE_CHANGED")
    assert data_of(client.get(CART))["refused"][0]["problem"] == "sold_out"
    assert_error(api_client(UserFactory()).post(ITEMS, {"offer": offer.pk}), 409, "SOLD_OUT")


def test_place_is_neither_joined_for_nothing_nor_given_away(client):
    offer = sell_places()
    assert_error(client.post(f"/api/v1/batches/{offer.batch_id}/join/"), 403, "JOIN_BY_BUYING")
    gift = {"email": "sari@example.com"}
    assert_error(client.post(ITEMS, {"offer": offer.pk, "gift": gift}), 400, "GIFT_NOT_POSSIBLE")
    assert not BatchMember.objects.exists()


def test_member_cannot_buy_a_second_place():
    offer, person = sell_places(), UserFactory()
    seat(offer.batch, person)
    assert_error(api_client(person).post(ITEMS, {"offer": offer.pk}), 409, "ALREADY_OWNED")


def test_course_tells_when_its_next_batch_begins(client):
    offer = sell_places()
    [course] = data_of(client.get("/api/v1/courses/"))
    assert course["next_batch_on"] == offer.batch.starts_on.isoformat()
