"""The books, sales and terms in the CMS."""

import csv
from io import BytesIO, StringIO
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from commerce.models import CommissionRule, InstructorShare, MoneyAct, Revenue
from commerce.services.sales import roll_up_all
from tests.factories.accounts import AdminFactory, InstructorFactory, UserFactory
from tests.factories.catalog import make_course, make_courses
from tests.factories.sales import Sold, book_sold, sell
from tests.sharing import own

pytestmark = pytest.mark.django_db
LEDGER, REPORT, SALES = "/cms/reports/ledger/", "/cms/reports/sales/", "/cms/sales/"
RULES, SHARES = "/cms/commission_rules/", "/cms/instructor_shares/"


@pytest.fixture(scope="module")
def made(made_once):
    author = InstructorFactory(email="sari@example.com")
    return SimpleNamespace(admin=AdminFactory(), course=make_course(modules=0, title="Batik", author=author))


course = own("course")


@pytest.fixture
def admin(client, own_copies):
    client.force_login(own_copies.admin)
    return own_copies.admin


def rows_of(response) -> list[dict]:
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(StringIO(text)))


def test_ledger_is_listed_filtered_and_taken_away(client, admin, course):
    order = book_sold(Sold(courses=[course.translation_key], net_minor=1000, tax_minor=110))
    sell(course, net_minor=5000)
    page = client.get(LEDGER).content.decode()
    assert "sari@example.com" in page
    assert "$35.00" in page
    for query in (f"order={order.number}", "credit=tax", "person=SARI"):
        assert "$15.00" not in client.get(f"{LEDGER}?{query}").content.decode()
    rows = rows_of(client.get(f"{LEDGER}?order={order.number}&export=csv"))
    assert sorted(row["Amount"] for row in rows) == ["1.10", "3.00", "7.00"]
    assert {row["Debit"] for row in rows} == {"Money at the payment provider"}
    answer = client.get(f"{LEDGER}?credit=tax&export=xlsx")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert sheet["E2"].value == 1.1


def test_sales_page_shows_the_whole_shop(client, admin, course):
    assert "Nothing was sold in this time" in client.get(SALES).content.decode()
    sell(course, net_minor=1000)
    roll_up_all(Revenue.objects.all())
    page = client.get(SALES).content.decode()
    assert "Batik" in page
    assert "$10.00" in page
    assert "$3.00" in page  # the platform's
    assert "<rect" in page


def test_sales_report_names_courses_and_is_taken_away(client, admin, course):
    sell(course, net_minor=1000)
    roll_up_all(Revenue.objects.all())
    assert "Batik" in client.get(REPORT).content.decode()
    (row,) = rows_of(client.get(f"{REPORT}?export=csv"))
    assert (row["Course"], row["Sold"], row["Sales without tax"], row["The platform's share"]) == (
        *("Batik", "1", "10.00", "3.00"),
    )
    sheet = load_workbook(BytesIO(b"".join(client.get(f"{REPORT}?export=xlsx").streaming_content))).active
    assert sheet["E2"].value == 10


@pytest.mark.parametrize(("address", "name"), [(LEDGER, "ledger"), (REPORT, "sales"), ("/cms/invoices/", "invoices")])
def test_what_is_taken_away_is_on_record(client, admin, address, name):
    client.get(address)
    assert not MoneyAct.objects.exists()
    client.get(f"{address}?export=csv&currency=USD")
    act = MoneyAct.objects.get()
    assert (act.actor_email, act.verb, act.target) == (admin.email, "export", name)
    assert act.details == {"format": "csv", "filters": "export=csv&currency=USD"}


@pytest.mark.parametrize("count", [1, 20])
def test_rules_and_parts_take_the_same_queries_however_many(client, admin, count, django_assert_num_queries):
    teacher = InstructorFactory()
    for number in range(count):
        taught = make_course(modules=0, title=f"Course {number}.", author=teacher)
        CommissionRule.objects.create(course_key=taught.translation_key, percent=60)
        InstructorShare.objects.create(course_key=taught.translation_key, instructor=teacher, parts=2)
    for address in (RULES, SHARES):
        client.get(address)
        with django_assert_num_queries(11):
            page = client.get(address).content.decode()
        assert all(f"Course {number}." in page for number in range(count))


@pytest.mark.parametrize("count", [1, 20])
def test_lists_take_the_same_queries_however_long(client, admin, count):
    for course in make_courses(count, modules=0):
        sell(course)
    roll_up_all(Revenue.objects.all())
    for url, expected in ((LEDGER, 2), (REPORT, 2), (SALES, 3)):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        own = [query["sql"] for query in queries if 'FROM "commerce_' in query["sql"]]
        assert len(own) == expected, url


def test_rule_is_made_for_a_course_an_instructor_or_everybody(client, admin, course):
    for data in (
        {"course_key": course.translation_key, "source": "any", "percent": "55"},
        {"instructor": course.owner.pk, "source": "own_coupon", "percent": "88.5"},
        {"source": "any", "percent": "60"},
    ):
        assert client.post(f"{RULES}new/", data).status_code == 302
    found = CommissionRule.objects.order_by("pk").values_list("course_key", "instructor", "percent")
    assert list(found) == [(course.translation_key, None, 55), (None, course.owner.pk, 88.5), (None, None, 60)]
    page = client.get(RULES).content.decode()
    for text in ("Batik", "sari@example.com", "Everybody"):
        assert text in page
    rule = CommissionRule.objects.first()
    assert "Batik" in client.get(f"{RULES}edit/{rule.pk}/").content.decode()
    data = {"course_key": course.translation_key, "source": "any", "percent": "56"}
    assert client.post(f"{RULES}edit/{rule.pk}/", data).status_code == 302
    rule.refresh_from_db()
    assert (rule.percent, rule.course_key) == (56, course.translation_key)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"percent": "101"}, "less than or equal to 100"),
        ({"instructor": True}, "not for both"),
        ({}, "such a rule already"),
    ],
)
def test_rule_that_cannot_be_is_refused(client, admin, course, change, sentence):
    CommissionRule.objects.create(course_key=course.translation_key, percent=50)
    data = {"course_key": course.translation_key, "source": "any", "percent": "55", **change}
    data = {name: course.owner.pk if value is True else value for name, value in data.items()}
    answer = client.post(f"{RULES}new/", data)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()


def test_parts_are_agreed_once_a_person(client, admin, course):
    data = {"course_key": course.translation_key, "instructor": course.owner.pk, "parts": 3}
    assert client.post(f"{SHARES}new/", data).status_code == 302
    assert InstructorShare.objects.get().parts == 3
    assert "has a part of the course already" in client.post(f"{SHARES}new/", data).content.decode()
    assert "Batik" in client.get(SHARES).content.decode()
    learner = client.post(f"{SHARES}new/", {**data, "instructor": UserFactory().pk})
    assert learner.status_code == 200


def test_menu_leads_there(client, admin):
    page = client.get("/cms/").content.decode()
    for url in (SALES, "/cms/payouts/", RULES, SHARES, LEDGER, REPORT):
        assert url in page, url
    client.force_login(InstructorFactory())
    assert SALES not in client.get("/cms/").content.decode()
