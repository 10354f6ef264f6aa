"""Refunds by staff: line by line or all of it, on record, never twice by a second click; gifts in their list."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.access import standing_in
from commerce.models import Gift, MoneyAct, Order, OrderLine, Refund
from commerce.services.refunds import settle_refund
from tests.factories.accounts import AdminFactory, make_people
from tests.factories.commerce import make_order, make_paid_course, paid_order
from tests.factories.many_orders import repeat_order, repeat_refund
from tests.sharing import own

pytestmark = pytest.mark.django_db
REFUNDS = "/cms/shop/refunds/"
GIFTS = "/cms/shop/gifts/"
REFUND_QUERIES = 13
GIFT_QUERIES = 11


@pytest.fixture(scope="module")
def made(made_once):
    order = paid_order(None, make_paid_course(2000), make_paid_course(3000))
    return SimpleNamespace(admin=AdminFactory(), order=order)


order = own("order")


@pytest.fixture
def admin(client, own_copies):
    client.force_login(own_copies.admin)
    return own_copies.admin


def door(order) -> str:
    return reverse("shop_refund", args=[order.number])


def typed(order, **fields) -> dict:
    return {"seen": order.refunded_minor, "ends_access": "on", "note": "kind words", **fields}


def test_form_offers_each_line_and_what_is_left_of_it(client, admin, order):
    page = client.get(door(order)).content.decode()
    for line in order.lines.all():
        assert line.title in page
    assert "at most $20.00" in page
    assert "at most $30.00" in page


def test_part_of_a_line_is_refunded_and_the_course_kept(client, admin, order):
    line = order.lines.first()
    data = typed(order, **{f"line_{line.pk}": "on", f"amount_{line.pk}": "5.00", "ends_access": ""})
    assert client.post(door(order), data).status_code == 302
    refund = Refund.objects.get()
    part = refund.lines.get()
    assert (refund.amount_minor, refund.note, refund.asked_by, refund.reason) == (500, "kind words", admin, "staff")
    assert (part.line_id, part.ends_access) == (line.pk, False)
    act = MoneyAct.objects.get()
    assert (act.verb, act.target, act.details["amount_minor"]) == ("refund", f"order:{order.number}", 500)


def test_whole_line_is_refunded_where_no_amount_is_given_and_the_course_taken_back(client, admin, order):
    line = order.lines.first()
    client.post(door(order), typed(order, **{f"line_{line.pk}": "on"}))
    refund = Refund.objects.get()
    settle_refund(refund_id=refund.pk)
    assert refund.amount_minor == line.total_minor
    assert not standing_in(order.user, line.courses.get().course_key).is_open
    assert standing_in(order.user, order.lines.last().courses.get().course_key).is_open


def test_whole_order_is_refunded_with_one_button(client, admin, order):
    client.post(door(order), typed(order, whole="1"))
    assert Refund.objects.get().amount_minor == 5000
    assert "nothing left to refund" in client.get(door(order)).content.decode()


def test_second_click_refunds_nothing(client, admin, order):
    line = order.lines.first()
    data = typed(order, **{f"line_{line.pk}": "on", f"amount_{line.pk}": "5.00"})
    client.post(door(order), data)
    page = client.post(door(order), data).content.decode()
    assert "refunded meanwhile" in page
    assert Refund.objects.count() == 1


@pytest.mark.parametrize(
    ("amount", "tick", "said"),
    [("20.01", "on", "more than is left"), ("5.00", "", "Tick the line"), ("", "", "Tick what"), ("-1", "on", "error")],
)
def test_mistake_is_said_and_moves_no_money(client, admin, order, amount, tick, said):
    line = order.lines.first()
    answer = client.post(door(order), typed(order, **{f"line_{line.pk}": tick, f"amount_{line.pk}": amount}))
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Refund.objects.exists()


def test_order_that_was_not_paid_says_so(client, admin):
    order = make_order()
    page = client.post(door(order), typed(order, whole="1")).content.decode()
    assert "was not paid" in page
    assert not MoneyAct.objects.exists()


def refund_all(order, client) -> None:
    client.post(door(order), typed(order, whole="1"))


def test_list_of_refunds_costs_the_same_queries_at_one_and_at_twenty(client, admin, django_assert_num_queries):
    order = paid_order()
    refund_all(order, client)
    client.get(REFUNDS)
    with django_assert_num_queries(REFUND_QUERIES):
        client.get(REFUNDS)
    repeat_refund(Refund.objects.get(), repeat_order(order, make_people(19)))
    with django_assert_num_queries(REFUND_QUERIES):
        page = client.get(REFUNDS)
    assert len(page.context["object_list"]) == 20
    assert "Decided by staff" in page.content.decode()


def make_gifts(*orders: Order, **fields) -> list[Gift]:
    """The one line of each of these as a gift for Budi."""
    OrderLine.objects.filter(order__in=orders).update(gift_email="budi@example.com")
    return Gift.objects.bulk_create(Gift(line=order.lines.get(), send_at=timezone.now(), **fields) for order in orders)


def test_gifts_are_listed_by_state_without_their_links(client, admin, django_assert_num_queries):
    order = paid_order()
    [waiting], [sent] = make_gifts(order), make_gifts(paid_order(), sent_at=timezone.now())
    page = client.get(GIFTS)
    assert "budi@example.com" in page.content.decode()
    assert sent.token not in page.content.decode()
    found = client.get(f"{GIFTS}?state=sent").context["object_list"]
    assert [gift.pk for gift in found] == [sent.pk]
    found = client.get(f"{GIFTS}?state=waiting").context["object_list"]
    assert [gift.pk for gift in found] == [waiting.pk]
    with django_assert_num_queries(GIFT_QUERIES):
        client.get(GIFTS)
    make_gifts(*repeat_order(order, make_people(18)))
    with django_assert_num_queries(GIFT_QUERIES):
        client.get(GIFTS)
