"""An instructor's shares and payouts, for programs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.days import day_of
from commerce.services.payouts import cancel_payouts
from tests.factories.accounts import AdminFactory, InstructorFactory
from tests.factories.api import api_client
from tests.factories.catalog import make_course, make_courses
from tests.factories.payouts import LONG_AGO, pay, prepare, save_account
from tests.factories.sales import book_back, sell

pytestmark = pytest.mark.django_db
REVENUE, PAYOUTS = "/api/v1/revenue/", "/api/v1/payouts/"
# The person, the count, the rows; of shares also their sums and the names of the courses.
REVENUE_QUERIES, PAYOUT_QUERIES = 5, 3


@pytest.fixture
def person(db):
    return InstructorFactory()


def test_shares_are_listed_with_their_sums(person):
    course = make_course(author=person, modules=0, title="Batik")
    order = sell(course, net_minor=1900)
    book_back(order, amount_minor=1000)
    sell(make_course(modules=0), net_minor=5000)  # somebody else's
    answer = api_client(person).get(REVENUE).json()
    back, sale = answer["data"]
    assert sale["course"] == {"id": course.pk, "title": "Batik"}
    assert (sale["kind"], sale["percent"], sale["order_number"]) == ("sale", "70.00", order.number)
    assert sale["amount"] == {"amount_minor": 1330, "amount": "13.30", "currency": "USD"}
    assert (back["kind"], back["amount"]["amount"]) == ("refund", "-7.00")
    assert answer["meta"]["total"] == 2
    assert answer["meta"]["sums"] == [{"amount_minor": 630, "amount": "6.30", "currency": "USD"}]


def test_shares_are_found_by_course_and_day(person):
    first, second = (make_course(author=person, modules=0) for _ in range(2))
    sell(first, days_ago=10)
    sell(second)
    today = day_of(timezone.now())
    client = api_client(person)

    def found(**filters) -> list[int]:
        return [row["course"]["id"] for row in client.get(REVENUE, filters).json()["data"]]

    assert found(course=first.pk) == [first.pk]
    assert found(course=2**62) == []
    assert found(**{"from": today}) == [second.pk]
    assert found(to=today - timedelta(days=1)) == [first.pk]
    assert found(**{"from": today - timedelta(days=10), "to": today}) == [second.pk, first.pk]


@pytest.mark.parametrize("query", ["course=x", "course=0", "from=yesterday", "to=2026-02-30", "per_page=0"])
def test_filter_that_is_none_is_refused(person, query):
    answer = api_client(person).get(f"{REVENUE}?{query}")
    assert answer.status_code == 400
    assert list(answer.json()["error"]["details"]) == [query.split("=")[0]]


def test_payouts_are_listed_without_those_given_up(person):
    admin = AdminFactory()
    save_account(person)
    course = make_course(author=person, modules=0)
    sell(course, net_minor=3000, days_ago=LONG_AGO)
    cancel_payouts(batch_id=prepare(admin).pk, by=admin, now=timezone.now())
    pay(admin)
    sell(course, net_minor=2000, days_ago=LONG_AGO)
    prepare(admin)
    client = api_client(person)
    waiting, paid = client.get(PAYOUTS).json()["data"]
    assert (paid["status"], paid["amount"]["amount"], paid["account"]) == ("paid", "21.00", "Bank Jago ····7890")
    assert (waiting["status"], waiting["paid_at"]) == ("prepared", None)
    assert {row["payout"] for row in client.get(REVENUE).json()["data"]} == {waiting["id"], paid["id"]}
    assert api_client(admin).get(PAYOUTS).json()["data"] == []


@pytest.mark.parametrize("count", [1, 20])
def test_lists_take_the_same_queries_however_long(person, count, django_assert_num_queries):
    admin = AdminFactory()
    save_account(person)
    for course in make_courses(count, author=person, modules=0):
        sell(course, net_minor=3000, days_ago=LONG_AGO)
        pay(admin)
    client = api_client(person)
    for url, queries in ((REVENUE, REVENUE_QUERIES), (PAYOUTS, PAYOUT_QUERIES)):
        client.get(url)
        with django_assert_num_queries(queries):
            assert len(client.get(url).json()["data"]) == count
