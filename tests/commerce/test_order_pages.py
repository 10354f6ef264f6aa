"""What somebody has bought: the list, one order, giving back."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.models import UserActivity
from catalog.services.completion import complete_lesson
from commerce.models import CartItem, Gift, Order, OrderStatus, Refund
from commerce.services.orders import Billing, cancel_order, place_order
from tests.commerce.shop_material import text_of
from tests.factories.accounts import UserFactory
from tests.factories.catalog import lessons_of
from tests.factories.commerce import (
    fill_cart,
    make_order,
    make_paid_course,
    make_paid_courses,
    paid_order,
    pay,
    seen_by,
)
from tests.factories.many_orders import repeat_order
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(order=paid_order(None, make_paid_course(title="Weaving")))


order = own("order")


@pytest.fixture
def buyer(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def paid(client, order) -> Order:
    """An order whose buyer is signed in."""
    client.force_login(order.user)
    return order


def order_address(order: Order) -> str:
    return f"/orders/{order.number}/"


def return_address(order: Order) -> str:
    return f"{order_address(order)}lines/{order.lines.get().pk}/return/"


def gift_order(user) -> Order:
    """A paid order of one gift."""
    fill_cart(user, make_paid_course(title="Weaving"))
    CartItem.objects.update(gift_email="ani@example.com", gift_name="Ani")
    return pay(place_order(user=user, billing=Billing(), seen=seen_by(user)))


# --- The list ----------------------------------------------------------------------------------
def test_list_shows_what_was_bought_and_nothing_of_others(client, buyer):
    paid_order(buyer, make_paid_course(title="Weaving"))
    paid_order(None, make_paid_course(title="Dyeing"))
    page = text_of(client.get("/orders/"))
    assert "Weaving" in page
    assert "Dyeing" not in page
    assert "$20.00" in page


def test_list_leaves_out_what_came_to_nothing(client, buyer):
    order = make_order(buyer)
    assert order.number in text_of(client.get("/orders/"))
    cancel_order(user=buyer, order=order)
    page = text_of(client.get("/orders/"))
    assert order.number not in page
    assert "Your orders will be here" in page


@pytest.mark.parametrize("count", [1, 20])
def test_list_costs_four_queries(client, buyer, count, django_assert_num_queries):
    repeat_order(paid_order(buyer), [buyer] * (count - 1))
    client.get("/orders/")
    with django_assert_num_queries(4):  # person, count, orders, lines
        assert len(client.get("/orders/").context["page_obj"]) == count


def test_list_has_pages(client, buyer):
    repeat_order(paid_order(buyer), [buyer] * 20)
    assert 'aria-current="page">1<' in text_of(client.get("/orders/"))
    assert len(client.get("/orders/?page=2").context["page_obj"]) == 1


# --- One order ---------------------------------------------------------------------------------
def test_order_shows_lines_sums_and_the_way_back(client, paid):
    page = text_of(client.get(order_address(paid)))
    for words in ("Weaving", "$20.00", return_address(paid), "Paid"):
        assert words in page


def test_order_of_somebody_else_is_not_found(client, buyer, order):
    for address in (order_address(order), return_address(order)):
        assert client.get(address).status_code == 404
        assert client.post(return_address(order)).status_code == 404
    mine = paid_order(buyer)
    line = order.lines.get()
    assert client.post(f"{order_address(mine)}lines/{line.pk}/return/").status_code == 404
    assert not Refund.objects.exists()


def test_visitor_signs_in_first(client, order):
    for address in ("/orders/", order_address(order), return_address(order)):
        assert client.get(address)["Location"].startswith("/accounts/login/")


def test_order_costs_the_same_for_one_line_and_for_twenty(client, buyer, django_assert_num_queries):
    for count in (1, 20):
        order = paid_order(buyer, *make_paid_courses(count))
        client.get(order_address(order))
        with django_assert_num_queries(11):
            client.get(order_address(order))


def test_activity_leads_to_the_order(client, paid):
    assert UserActivity.objects.filter(verb="purchased").exists()
    assert f'href="{order_address(paid)}"' in client.get("/accounts/activity/").content.decode()


# --- Giving back -------------------------------------------------------------------------------
def test_giving_back_asks_first_and_sends_the_money(client, buyer, django_capture_on_commit_callbacks):
    order = paid_order(buyer, make_paid_course(title="Weaving"))
    asked = text_of(client.get(return_address(order)))
    assert "Give back “Weaving”?" in asked
    assert "within 14 days" in asked
    assert not Refund.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(return_address(order), {"note": "Too slow"})["Location"] == order_address(order)
    refund = Refund.objects.get()
    assert (refund.amount_minor, refund.note, refund.asked_by) == (2000, "Too slow", buyer)
    order.refresh_from_db()
    assert order.status == OrderStatus.REFUNDED
    page = text_of(client.get(order_address(order)))
    assert "$20.00 given back" in page
    assert return_address(order) not in page


def test_giving_back_twice_sends_the_money_once(client, paid):
    for _time in range(2):
        client.post(return_address(paid))
    assert Refund.objects.count() == 1


def test_after_the_time_it_is_not_taken_back_and_said_why(client, paid):
    Order.objects.update(paid_at=timezone.now() - timedelta(days=15))
    assert "The time for giving this back is over" in text_of(client.get(order_address(paid)))
    assert "The time for giving this back is over" in text_of(client.get(return_address(paid)))
    client.post(return_address(paid))
    assert not Refund.objects.exists()


def test_course_that_was_learned_is_not_taken_back(client, buyer):
    course = make_paid_course(lessons=2)
    order = paid_order(buyer, course)
    complete_lesson(user=buyer, lesson=lessons_of(course)[0])
    assert "You have learned too much of this" in text_of(client.get(order_address(order)))


def test_gift_shows_whether_it_was_redeemed(client, buyer):
    order = gift_order(buyer)
    gift = Gift.objects.get()
    assert "A gift for Ani" in text_of(client.get(order_address(order)))
    Gift.objects.filter(pk=gift.pk).update(redeemed_at=timezone.now(), redeemed_by=UserFactory())
    page = text_of(client.get(order_address(order)))
    assert "Redeemed on" in page
    assert return_address(order) not in page
