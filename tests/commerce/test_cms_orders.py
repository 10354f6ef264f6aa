"""Orders in the CMS: found, looked at, taken away as a table without live cells."""

import csv
from io import BytesIO, StringIO
from types import SimpleNamespace

import openpyxl
import pytest
from django.urls import reverse

from commerce.models import MoneyAct, Order, OrderFlag
from commerce.services.flags import flag_order
from tests.factories.accounts import AdminFactory, ModeratorFactory, UserFactory, make_people
from tests.factories.commerce import (
    make_bundle,
    make_coupon,
    make_order,
    make_paid_course,
    make_paid_courses,
    paid_order,
)
from tests.factories.many_orders import repeat_order
from tests.sharing import own

pytestmark = pytest.mark.django_db
ORDERS = "/cms/shop/orders/"
LIST_QUERIES = 12
PAGE_QUERIES = 20


@pytest.fixture(scope="module")
def made(made_once):
    course = make_paid_course(title="Batik at home")
    return SimpleNamespace(admin=AdminFactory(), course=course)


course = own("course")


@pytest.fixture
def admin(client, own_copies):
    client.force_login(own_copies.admin)
    return own_copies.admin


def numbers(answer) -> list[str]:
    return [order.number for order in answer.context["object_list"]]


def page_of(client, order):
    return client.get(reverse("shop_order", args=[order.number]))


def test_list_shows_buyer_titles_amount_and_state(client, admin, course):
    order = paid_order(UserFactory(email="sari@example.com"), course)
    page = client.get(ORDERS).content.decode()
    for part in (order.number, "sari@example.com", "Batik at home", "$20.00", "Paid"):
        assert part in page


def test_list_costs_the_same_queries_at_one_and_at_twenty(client, admin, django_assert_num_queries, course):
    order = paid_order(None, course)
    client.get(ORDERS)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(ORDERS)
    repeat_order(order, make_people(19))
    with django_assert_num_queries(LIST_QUERIES):
        assert len(numbers(client.get(ORDERS))) == 20


def test_orders_are_found_by_number_address_and_title(client, admin, course):
    bundle = make_bundle(make_paid_course(title="Gamelan"), title="Two crafts")
    wanted = paid_order(UserFactory(email="sari@example.com"), bundle)
    other = paid_order(UserFactory(email="budi@example.com"), course)
    for words in (wanted.number, wanted.number.lower(), "SARI@", "two crafts", "gamelan"):
        assert numbers(client.get(ORDERS, {"q": words})) == [wanted.number], words
    assert numbers(client.get(ORDERS, {"q": other.number})) == [other.number]
    assert "Nothing fits" in client.get(ORDERS, {"q": "nothing"}).content.decode()


def test_orders_are_filtered(client, admin, course):
    paid, waiting = paid_order(None, course), make_order(None, make_paid_course(currency="IDR", price_minor=15_000_000))
    flag_order(order=waiting, reason=OrderFlag.Reason.DISPUTE)
    expected = {
        "status=paid": [paid.number],
        "status=pending": [waiting.number],
        "flagged=true": [waiting.number],
        "flagged=false": [paid.number],
        "currency=IDR": [waiting.number],
        "gateway=sandbox": [paid.number],
        "gateway=stripe": [],
        "placed_at_from=2020-01-01&placed_at_to=2020-01-02": [],
        "status=nonsense": [waiting.number, paid.number],
    }
    for query, found in expected.items():
        assert numbers(client.get(f"{ORDERS}?{query}")) == found, query


def test_page_of_an_order_tells_everything(client, admin, course):
    buyer = UserFactory(display_name="Sari", email="sari@example.com")
    order = paid_order(buyer, course, coupon=make_coupon(code="WAX"), billing_name="Sari Ltd", country="ID")
    flag_order(order=order, reason=OrderFlag.Reason.DISPUTE, note="fraudulent")
    page = page_of(client, order).content.decode()
    payment = order.payments.get()
    for part in ("Batik at home", "$18.00", "Sari Ltd", "WAX", payment.provider_id, "Delivered", "fraudulent"):
        assert part in page, part
    assert order.payments.get().events.get().event_id in page
    assert "Bought" in page
    assert reverse("shop_refund", args=[order.number]) in page
    assert reverse("shop_resolve", args=[order.flags.get().pk, "dismiss"]) in page


def test_page_of_an_order_costs_the_same_for_one_line_and_for_five(client, admin, django_assert_num_queries, course):
    order = paid_order(None, course)
    page_of(client, order)
    with django_assert_num_queries(PAGE_QUERIES):
        page_of(client, order)
    order = paid_order(UserFactory(), *make_paid_courses(5))
    with django_assert_num_queries(PAGE_QUERIES):
        page_of(client, order)


def test_unknown_order_is_not_found(client, admin):
    assert client.get(f"{ORDERS}26-0000-0000/").status_code == 404


def test_moderators_look_and_change_nothing(client, course):
    order = paid_order(None, course)
    flag_order(order=order, reason=OrderFlag.Reason.DISPUTE)
    client.force_login(ModeratorFactory())
    page = page_of(client, order).content.decode()
    assert order.number in page
    assert reverse("shop_refund", args=[order.number]) not in page
    assert "In the books" not in page
    assert "export=csv" not in client.get(ORDERS).content.decode()
    assert client.get(f"{ORDERS}?export=csv").status_code == 302


def exported(client, query: str = "") -> list[dict]:
    answer = client.get(f"{ORDERS}?export=csv{query}")
    return list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode())))


def test_table_holds_the_filtered_orders_with_decimal_amounts_and_is_on_record(client, admin):
    order = paid_order(UserFactory(email="sari@example.com"), make_paid_course(title="Batik"))
    make_order()
    (row,) = exported(client, "&status=paid")
    assert (row["Number"], row["Total"], row["Currency"], row["What"]) == (order.number, "20.00", "USD", "Batik")
    act = MoneyAct.objects.get()
    assert (act.actor_id, act.verb, act.target) == (admin.pk, "export", "orders")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_exported_cell_is_a_formula(client, admin, start, course):
    order = paid_order(None, course)
    Order.objects.filter(pk=order.pk).update(vat_id=f"{start}1+1")
    assert exported(client)[0]["VAT id"].startswith("'")
    answer = client.get(f"{ORDERS}?export=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.data_type == "n" and cell.value == 20 for cell in cells)
