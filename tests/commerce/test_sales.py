"""Sales summed up by day and course, and what dashboards read of them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from commerce.days import day_of
from commerce.models import SalesDay
from commerce.queries.earnings import Earnings, Statement, earnings_of, earns, statement_of
from commerce.queries.sales import (
    Step,
    Sums,
    before,
    begins,
    currencies_of,
    sales_by_course,
    sales_by_step,
    sales_days,
    step_for,
    sums_by_day,
    totals,
)
from commerce.services.sales import roll_up_order, roll_up_recent, roll_up_refund
from commerce.tasks import sales as tasks
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.catalog import make_course
from tests.factories.payouts import LONG_AGO, pay, prepare, save_account
from tests.factories.sales import Sold, book_back, book_sold, sell, shared_course
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def today():
    return day_of(timezone.now())


def days(person=None, since=None, until=None):
    since, until = since or today(), until or today()
    return sales_days(since=since, until=until, instructor_id=person.pk if person else None)


def by_day(person=None):
    return sums_by_day(days(person))


def test_sales_and_refunds_of_a_day_are_summed_up_for_the_course_and_for_each_person():
    person = UserFactory()
    course = shared_course(person)
    orders = [sell(course, net_minor=net) for net in (1000, 2000)]
    refund = book_back(orders[0], amount_minor=500)
    for _ in range(2):  # once more does no harm
        for order in orders:
            tasks.roll_up_order(order_id=order.pk)
        tasks.roll_up_refund(refund_id=refund.pk)
    assert totals(by_day(), currency="USD") == Sums(
        sold=2, refunded=1, net_minor=3000, refunded_minor=500, share_minor=750
    )
    assert totals(by_day(person), currency="USD") == Sums(
        sold=2, refunded=1, net_minor=2100, refunded_minor=350, share_minor=1750
    )
    assert SalesDay.objects.count() == 2


def test_order_counts_for_each_of_its_courses():
    first, second = shared_course(UserFactory()), shared_course(UserFactory())
    order = book_sold(Sold(courses=[first, second], net_minor=1000), Sold(courses=[first], net_minor=300))
    roll_up_order(order_id=order.pk)
    found = {row.course_key: (row.sold_count, row.net_minor) for row in SalesDay.objects.filter(instructor=None)}
    assert found == {first: (2, 800), second: (1, 500)}


def test_refund_counts_on_its_own_day():
    order = sell(shared_course(UserFactory()), days_ago=3)
    roll_up_order(order_id=order.pk)
    roll_up_refund(refund_id=book_back(order).pk)
    assert {row.day: row.refunded_minor for row in SalesDay.objects.filter(instructor=None)} == {
        today(): 1000,
        today() - timedelta(days=3): 0,
    }


def test_nightly_job_mends_the_last_two_days():
    for days_ago in (0, 1, 2):
        sell(shared_course(UserFactory()), days_ago=days_ago)
    tasks.roll_up_recent()
    roll_up_recent(now=timezone.now())
    assert set(SalesDay.objects.values_list("day", flat=True)) == {today(), today() - timedelta(days=1)}


def test_currencies_are_summed_up_apart():
    course = shared_course(UserFactory())
    for currency, count in (("USD", 1), ("EUR", 2)):
        for _ in range(count):
            roll_up_order(order_id=sell(course, currency=currency).pk)
    assert currencies_of(by_day()) == ["EUR", "USD"]
    assert totals(by_day(), currency="USD").net_minor == 1000
    assert totals(by_day(), currency="IDR") == Sums()


@pytest.mark.django_db(transaction=True)
def test_summed_up_by_many_at_once_the_sums_are_right():
    course = shared_course(UserFactory())
    orders = iter([sell(course) for _ in range(6)])
    at_once(lambda: roll_up_order(order_id=next(orders).pk), 6)
    assert totals(by_day(), currency="USD").sold == 6
    assert SalesDay.objects.count() == 2


def test_courses_have_their_titles_and_come_by_what_they_brought():
    course = make_course(modules=0, title="Batik")
    roll_up_order(order_id=sell(course, net_minor=500).pk)
    roll_up_order(order_id=sell(shared_course(UserFactory()), net_minor=900).pk)
    assert [(row.title, row.sums.net_minor) for row in sales_by_course(days())] == [("", 900), ("Batik", 500)]


def test_steps_without_sales_are_there():
    since = today() - timedelta(days=6)
    for days_ago in (0, 5):
        roll_up_order(order_id=sell(shared_course(), days_ago=days_ago).pk)
    found = days(since=since)
    bars = sales_by_step(sums_by_day(found), since=since, until=today(), step=Step.DAY, currency="USD")
    assert [bar.sums.sold for bar in bars] == [0, 1, 0, 0, 0, 0, 1]
    assert bars[0].begins_on == since


def test_steps_begin_on_mondays_and_on_firsts():
    since, until = date(2026, 1, 30), date(2026, 3, 1)
    assert begins(since, until, Step.MONTH) == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    assert begins(since, date(2026, 2, 2), Step.WEEK) == [date(2026, 1, 26), date(2026, 2, 2)]
    assert before(date(2026, 3, 1), date(2026, 3, 31)) == (date(2026, 1, 29), date(2026, 2, 28))
    assert [step_for(since, since + timedelta(days=length)) for length in (31, 32, 187)] == ["day", "week", "month"]


def test_earnings_tell_where_the_money_is():
    person, admin = UserFactory(), AdminFactory()
    save_account(person)
    course = shared_course(person)
    assert (earns(person), earns(admin)) == (True, False)
    sell(course, net_minor=3000, days_ago=LONG_AGO)
    pay(admin)
    sell(course, net_minor=2000, days_ago=LONG_AGO)
    prepare(admin)
    sell(course, net_minor=1000, days_ago=LONG_AGO)
    sell(course, net_minor=500, days_ago=2)
    sell(course, net_minor=100, currency="EUR")
    assert earnings_of(person, now=timezone.now()) == [
        Earnings(currency="EUR", waiting_minor=70),
        Earnings(currency="USD", waiting_minor=350, available_minor=700, on_its_way_minor=1400, paid_minor=2100),
    ]


def test_statement_leads_from_what_was_owed_to_what_is():
    person, admin = UserFactory(), AdminFactory()
    save_account(person)
    course = shared_course(person)
    for days_ago in (LONG_AGO + 5, LONG_AGO):
        roll_up_order(order_id=sell(course, net_minor=2000, days_ago=days_ago).pk)
    pay(admin)
    roll_up_order(order_id=sell(course, net_minor=1000).pk)
    since = today() - timedelta(days=LONG_AGO)
    (found,) = statement_of(person, since=since, until=today())
    assert found == Statement(currency="USD", opening_minor=1400, share_minor=2100, paid_minor=2800)
    assert found.closing_minor == 700
    (later,) = statement_of(person, since=today() + timedelta(days=1), until=today() + timedelta(days=2))
    assert (later.opening_minor, later.closing_minor) == (700, 700)
