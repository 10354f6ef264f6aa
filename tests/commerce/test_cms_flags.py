"""Flagged orders in the CMS: open ones first, each way out asked before it is taken, and on record."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from commerce.gateways.base import NoticeKind
from commerce.models import MoneyAct, Order, OrderFlag, Refund
from commerce.services.flags import flag_order, resolve_flag
from tests.factories.accounts import AdminFactory, ModeratorFactory, make_people
from tests.factories.commerce import begin_payment, make_order, notify, paid_order
from tests.factories.many_orders import repeat_order
from tests.sharing import own

pytestmark = pytest.mark.django_db
FLAGS = "/cms/shop/flags/"
LIST_QUERIES = 11


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(admin=AdminFactory(), order=paid_order())


order = own("order")


@pytest.fixture
def admin(client, own_copies):
    client.force_login(own_copies.admin)
    return own_copies.admin


def flagged(order: Order, reason=OrderFlag.Reason.DISPUTE, **fields) -> OrderFlag:
    return flag_order(order=order, reason=reason, **fields)


def way(flag, word: str) -> str:
    return reverse("shop_resolve", args=[flag.pk, word])


def test_open_flags_come_first(client, admin, order):
    orders = [order, *repeat_order(order, make_people(2))]
    first, second, third = map(flagged, orders)
    resolve_flag(flag=third, by=admin, resolution="dismiss")
    rows = client.get(FLAGS).context["object_list"]
    assert [flag.pk for flag in rows] == [second.pk, first.pk, third.pk]
    assert [flag.pk for flag in client.get(f"{FLAGS}?open=false").context["object_list"]] == [third.pk]


def test_list_costs_the_same_queries_at_one_and_at_twenty(client, admin, django_assert_num_queries, order):
    flagged(order)
    client.get(FLAGS)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(FLAGS)
    for one in repeat_order(order, make_people(19)):
        flagged(one)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(FLAGS)


def test_question_names_what_will_happen_and_changes_nothing(client, admin, order):
    flag = flagged(order, note="fraudulent")
    page = client.get(way(flag, "dismiss")).content.decode()
    for part in (flag.order.number, "fraudulent", "no money moves"):
        assert part in page
    assert OrderFlag.objects.get().resolved_at is None


def test_settling_a_flag_is_on_record_and_done_once(client, admin, order):
    flag = flagged(order)
    for _twice in range(2):
        answer = client.post(way(flag, "dismiss"))
        assert answer.headers["Location"] == reverse("shop_order", args=[flag.order.number])
    flag.refresh_from_db()
    assert (flag.resolved_by, flag.resolution) == (admin, "dismiss")
    act = MoneyAct.objects.get()
    assert (act.actor_email, act.verb, act.target) == (admin.email, "flag.dismiss", f"order:{flag.order.number}")


def test_money_paid_twice_is_sent_back(client, admin):
    order = make_order()
    payment = begin_payment(order)
    notify(payment, event_id="evt_wrong", amount_minor=100)
    flag = OrderFlag.objects.get()
    assert flag.reason == OrderFlag.Reason.WRONG_AMOUNT
    assert "$1.00" in client.get(FLAGS).content.decode()
    assert "All of this payment goes back" in client.get(way(flag, "refund_payment")).content.decode()
    client.post(way(flag, "refund_payment"))
    assert Refund.objects.get().amount_minor == 100
    notify(payment, NoticeKind.DISPUTED, event_id="evt_dispute")
    assert client.get(way(flag, "refund_payment")).status_code == 302


def test_what_cannot_be_done_says_why_and_leaves_the_flag(client, admin, order):
    line = order.lines.get()
    flag = flag_order(order=order, reason=OrderFlag.Reason.CLOSED, line=line)
    order.lines.update(refunded_minor=line.total_minor)
    page = client.post(way(flag, "refund_line"), follow=True).content.decode()
    assert "Nothing has changed" in page
    flag.refresh_from_db()
    assert flag.resolved_at is None
    assert not MoneyAct.objects.exists()


@pytest.mark.parametrize("word", ["refund_payment", "nonsense"])
def test_way_that_is_not_of_this_flag_is_not_found(client, admin, word, order):
    assert client.post(way(flagged(order), word)).status_code == 404


def test_moderators_see_flags_and_resolve_none(client, order):
    flag = flagged(order)
    client.force_login(ModeratorFactory())
    assert "Waits for an admin" in client.get(FLAGS).content.decode()
    assert client.post(way(flag, "dismiss")).status_code == 302
    flag.refresh_from_db()
    assert flag.resolved_at is None


def test_first_page_of_the_cms_counts_open_flags(client, admin, order):
    assert 'id="flagged-orders"' not in client.get("/cms/").content.decode()
    flagged(order)
    assert "1 order is flagged" in client.get("/cms/").content.decode()
