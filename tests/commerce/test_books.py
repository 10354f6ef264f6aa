"""What is booked of a sale, of a refund, of money that came without need."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.models import CourseInstructor
from commerce.models import Account, CommissionRule, LedgerEntry, PaymentStatus, Refund, Revenue, ShopSettings
from commerce.queries.ledger import Balance, balances, instructor_balance, trial_balance
from commerce.services.books import book_refund, book_sale, book_surplus
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.catalog import make_course
from tests.factories.sales import (
    Sold,
    a_coupon,
    book_back,
    book_sold,
    paid_order,
    payment_of,
    settled_refund,
    shared_course,
)

pytestmark = pytest.mark.django_db
BOOK_SALE = 8  # lines, terms, agreed parts, teachers, rules, owner of the coupon; two inserts
Source = CommissionRule.Source


@pytest.fixture(autouse=True)
def terms(db):
    """Made with the first order; read ever after."""
    return ShopSettings.load()


def amounts(**filters) -> dict[int | None, int]:
    """What each person has by their share; the platform is None."""
    rows = Revenue.objects.filter(**filters).values_list("instructor_id", "amount_minor")
    found: dict[int | None, int] = {}
    for person, amount in rows:
        found[person] = found.get(person, 0) + amount
    return found


def rule(percent, *, source=Source.ANY, **of) -> None:
    CommissionRule.objects.create(percent=percent, source=source, **of)


def test_sale_is_split_between_tax_platform_and_instructor():
    person, now = UserFactory(), timezone.now()
    order = book_sold(Sold(courses=[shared_course(person)], net_minor=1001, tax_minor=110), now=now)
    assert amounts() == {person.pk: 701, None: 300}
    assert {(row.percent, row.available_at) for row in Revenue.objects.filter(instructor=person)} == {
        (Decimal(70), now + timedelta(days=30))
    }
    assert Revenue.objects.get(instructor=None).percent == Decimal(30)
    assert balances() == [
        Balance(account=Account.INSTRUCTOR, instructor_id=person.pk, currency="USD", amount_minor=701),
        Balance(account=Account.PLATFORM, instructor_id=None, currency="USD", amount_minor=300),
        Balance(account=Account.PROVIDER, instructor_id=None, currency="USD", amount_minor=1111),
        Balance(account=Account.TAX, instructor_id=None, currency="USD", amount_minor=110),
    ]
    assert set(LedgerEntry.objects.values_list("order", flat=True)) == {order.pk}
    assert trial_balance() == {"USD": 0}


def test_those_who_teach_the_course_share_evenly_where_nothing_is_agreed():
    course = make_course(modules=0)
    other = InstructorFactory()
    CourseInstructor.objects.create(course=course, user=other, sort_order=5)
    CourseInstructor.objects.create(course=course, user=InstructorFactory(is_active=False), sort_order=6)
    book_sold(Sold(courses=[course.translation_key], net_minor=1000))
    assert amounts() == {course.owner.pk: 350, other.pk: 350, None: 300}


def test_agreed_parts_win_over_the_names_on_the_page():
    anna, budi = UserFactory(), UserFactory()
    book_sold(Sold(courses=[shared_course(anna, budi, parts=[3, 1])], net_minor=1000))
    assert amounts() == {anna.pk: 525, budi.pk: 175, None: 300}


def test_course_that_nobody_teaches_is_the_platforms():
    book_sold(Sold(courses=[shared_course()], net_minor=1000))
    assert amounts() == {None: 1000}


@pytest.mark.parametrize(
    ("rules", "with_own_coupon", "share"),
    [
        ([], False, 700),
        ([], True, 900),
        ([("all", Source.ANY, 60)], False, 600),
        ([("all", Source.ANY, 60)], True, 900),
        ([("all", Source.OWN_COUPON, 95)], True, 950),
        ([("all", Source.ANY, 60), ("person", Source.ANY, 65)], False, 650),
        ([("person", Source.ANY, 65), ("person", Source.OWN_COUPON, 85)], True, 850),
        ([("person", Source.ANY, 65), ("course", Source.ANY, 30)], False, 300),
        ([("course", Source.ANY, 30)], True, 300),  # what is agreed for a course holds for every buyer
        ([("course", Source.ANY, 30), ("course", Source.OWN_COUPON, 40)], True, 400),
        ([("course", Source.OWN_COUPON, 40)], False, 700),
        ([("all", Source.ANY, 0)], False, 0),
        ([("all", Source.ANY, 100)], False, 1000),
    ],
)
def test_rate_comes_from_the_closest_rule(rules, with_own_coupon, share):
    person = UserFactory()
    key = shared_course(person)
    of = {"all": {}, "person": {"instructor": person}, "course": {"course_key": key}}
    for level, source, percent in rules:
        rule(percent, source=source, **of[level])
    book_sold(Sold(courses=[key], net_minor=1000), coupon=a_coupon(owner=person if with_own_coupon else UserFactory()))
    assert amounts() == {person.pk: share, None: 1000 - share}


def test_co_instructors_with_different_rates():
    anna, budi = UserFactory(), UserFactory()
    rule(80, instructor=anna)
    rule(40, instructor=budi)
    book_sold(Sold(courses=[shared_course(anna, budi)], net_minor=1000))
    assert amounts() == {anna.pk: 400, budi.pk: 200, None: 400}


def test_sale_is_booked_once():
    order = book_sold(Sold(courses=[shared_course(UserFactory())], tax_minor=7))
    before = LedgerEntry.objects.count()
    book_sale(order=order, payment=order.payments.get(), now=timezone.now())
    assert LedgerEntry.objects.count() == before


def test_order_of_nothing_is_counted_and_moves_no_money():
    person = UserFactory()
    order = paid_order(Sold(courses=[shared_course(person)], net_minor=0))
    book_sale(order=order, payment=None, now=timezone.now())
    assert amounts() == {person.pk: 0, None: 0}
    assert not LedgerEntry.objects.exists()


def test_line_without_a_course_is_the_platforms():
    book_back(book_sold(Sold(courses=[], net_minor=500, tax_minor=50)))
    assert [balance.amount_minor for balance in balances()] == [0, 0, 0]


@pytest.mark.parametrize("count", [1, 20])
def test_sale_takes_the_same_queries_however_many_lines(count):
    owner = UserFactory()
    lines = [Sold(courses=[shared_course(owner, UserFactory())], tax_minor=9) for _ in range(count)]
    order = paid_order(*lines, coupon=a_coupon(owner=owner))
    order = type(order).objects.get(pk=order.pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        book_sale(order=order, payment=None, now=timezone.now())
    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) == BOOK_SALE


def test_full_refund_takes_back_exactly_what_is_left():
    anna, budi = UserFactory(), UserFactory()
    course, other = shared_course(anna, budi, parts=[2, 1]), shared_course(budi)
    order = book_sold(Sold(courses=[course, other], net_minor=1000, tax_minor=100))
    sale = Revenue.objects.filter(kind="sale").values_list("course_key", "instructor_id", "available_at", "percent")
    book_back(order, amount_minor=333)
    line = order.lines.get()
    book_refund(refund=settled_refund(order, {line: (767, 100)}), now=timezone.now() + timedelta(days=2))
    assert set(amounts().values()) == {0}
    assert {balance.amount_minor for balance in balances()} == {0}
    back = Revenue.objects.filter(kind="refund").values_list("course_key", "instructor_id", "available_at", "percent")
    assert set(back) == set(sale)


def test_partial_refund_is_borne_in_proportion():
    person = UserFactory()
    order = book_sold(Sold(courses=[shared_course(person)], net_minor=1000))
    refund = book_back(order, amount_minor=101)
    assert amounts(refund=refund) == {person.pk: -71, None: -30}
    assert instructor_balance(person.pk, "USD") == 629
    assert instructor_balance(person.pk, "EUR") == 0


def test_refund_is_booked_once():
    order = book_sold(Sold(courses=[shared_course(UserFactory())]))
    refund = book_back(order)
    before = LedgerEntry.objects.count()
    book_refund(refund=refund, now=timezone.now())
    assert LedgerEntry.objects.count() == before


def test_refund_that_its_lines_do_not_explain_is_the_platforms():
    order = book_sold(Sold(courses=[shared_course()], net_minor=1000))
    book_refund(refund=settled_refund(order, {}, unexplained=40), now=timezone.now())
    platform = next(row for row in balances() if row.account == Account.PLATFORM)
    assert platform.amount_minor == 960


def test_surplus_is_owed_back_until_it_went():
    order = book_sold(Sold(courses=[shared_course()], net_minor=1000))
    surplus = payment_of(order, status=PaymentStatus.SURPLUS)
    for _ in range(2):
        book_surplus(payment=surplus, now=timezone.now())
    assert unapplied() == 1000
    refund = Refund.objects.create(
        payment=surplus, order=order, status="settled", reason="surplus", amount_minor=1000, currency="USD"
    )
    book_refund(refund=refund, now=timezone.now())
    assert unapplied() == 0
    assert amounts() == {None: 1000}


def unapplied() -> int:
    return next(row.amount_minor for row in balances() if row.account == Account.UNAPPLIED)
