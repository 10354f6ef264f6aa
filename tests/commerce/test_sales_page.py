"""The sales page of an instructor, what can be taken away from it, and the bank form."""

import csv
from io import BytesIO, StringIO
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from commerce.charts import bar_chart
from commerce.models import BankAccount, Revenue
from commerce.services.sales import roll_up_all
from tests.factories.accounts import PASSWORD, AdminFactory, InstructorFactory, UserFactory
from tests.factories.catalog import make_course, make_courses
from tests.factories.payouts import LONG_AGO, pay, save_account
from tests.factories.sales import book_back, sell, shared_course

pytestmark = pytest.mark.django_db
SALES, BANK = "/teach/sales/", "/teach/bank/"
FORM = {"holder": "Sari", "country": "id", "bank_name": "Bank Jago", "number": "1234 567 890"}
# The earnings (2), the sums of the time and of the one before, courses and their titles, payouts, the bank account.
PAGE = 8


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(person=InstructorFactory())


@pytest.fixture
def person(client, own_copies):
    client.force_login(own_copies.person)
    return own_copies.person


def sold(person, *, title="Batik", count=1, **options):
    """So many sales of a course of theirs, summed up."""
    course = make_course(author=person, modules=0, title=title)
    orders = [sell(course, net_minor=1000, **options) for _ in range(count)]
    roll_up_all(Revenue.objects.all())
    return orders


def test_visitor_signs_in_first(client):
    for url in (SALES, BANK):
        assert client.get(url)["Location"].startswith("/accounts/login/")


def test_learner_has_no_sales(client):
    client.force_login(UserFactory())
    for url in (SALES, BANK, "/teach/sales/table.csv", "/teach/sales/statement.pdf"):
        assert client.get(url).status_code == 403


def test_whoever_has_a_share_sees_it(client):
    person = UserFactory()
    shared_course(person)
    client.force_login(person)
    assert client.get(SALES).status_code == 200


def test_page_before_the_first_sale_says_what_will_be_here(client, person):
    page = client.get(SALES).content.decode()
    assert "Nothing was sold in this time" in page
    assert "We do not know yet where your money should go" in page
    assert 'href="/teach/sales/"' in client.get("/learn/").content.decode()


def test_page_shows_sums_bars_courses_and_balance(client, person):
    orders = sold(person, count=2)
    book_back(orders[0])
    roll_up_all(Revenue.objects.all())
    page = client.get(SALES)
    text = page.content.decode()
    assert "Batik" in text
    assert "$14.00" in text  # sold
    assert "$7.00" in text  # left
    assert text.count("<rect") == 30
    assert "no-store" in page["Cache-Control"]


def test_page_shows_other_times_and_currencies(client, person):
    sold(person, days_ago=60, currency="EUR")
    assert "Batik" not in client.get(SALES).content.decode()
    (quarter,) = [preset for preset in client.get(SALES).context["presets"] if preset.label == "3 months"]
    found = client.get(SALES, {"since": quarter.since, "until": quarter.until, "currency": "EUR"})
    assert "€7.00" in found.content.decode()
    assert 'aria-current="true">3 months' in found.content.decode()
    assert found.context["step"] == "week"


@pytest.mark.parametrize("query", ["since=2026-02-01&until=2026-01-01", "since=x", "since=0001-01-01", "currency=%00"])
def test_page_of_no_time_shows_the_last_days(client, person, query):
    assert client.get(f"{SALES}?{query}").status_code == 200


def test_page_shows_payouts(client, person):
    save_account(person)
    sold(person, count=3, days_ago=LONG_AGO)
    pay(AdminFactory())
    page = client.get(SALES).content.decode()
    assert "Bank Jago ····7890" in page
    assert "Paid on" in page


@pytest.mark.parametrize("count", [1, 20])
def test_page_takes_the_same_queries_however_much_was_sold(client, person, count):
    for course in make_courses(count, author=person, modules=0):
        sell(course)
    roll_up_all(Revenue.objects.all())
    client.get(SALES)
    with CaptureQueriesContext(connection) as queries:
        client.get(SALES)
    asked = [query["sql"] for query in queries if "commerce_" in query["sql"] or "catalog_coursepage" in query["sql"]]
    assert len(asked) == PAGE


def test_nobody_sees_the_sales_of_others(client, person):
    sold(InstructorFactory(), title="Not mine")
    for url in (SALES, "/teach/sales/table.csv", "/teach/sales/statement.csv"):
        assert "Not mine" not in client.get(url).content.decode()


def test_tables_hold_numbers_and_no_formula(client, person):
    sold(person, title="=1+1")
    text = client.get("/teach/sales/table.csv").content.decode("utf-8-sig")
    row = next(csv.DictReader(StringIO(text)))
    assert (row["Course"], row["Sold"], row["Your share"]) == ("'=1+1", "1", "7.00")
    book = load_workbook(BytesIO(client.get("/teach/sales/table.xlsx").content))
    cells = [cell.value for cell in book.active[2]]
    assert cells[1:] == ["'=1+1", "USD", 1, 7, 0, 0, 7]


def test_statement_lists_every_sale_refund_and_payout(client, person):
    save_account(person)
    orders = sold(person, count=3, days_ago=LONG_AGO)
    pay(AdminFactory())
    book_back(orders[0])
    roll_up_all(Revenue.objects.all())
    period = f"?since={orders[0].paid_at:%Y-%m-%d}"
    text = client.get(f"/teach/sales/statement.csv{period}").content.decode("utf-8-sig")
    rows = [(row["What"], row["Amount"]) for row in csv.DictReader(StringIO(text))]
    assert rows[:3] == [("Sale", "7.00")] * 3
    assert sorted(rows[3:]) == [("Payout", "-21.00"), ("Refund", "-7.00")]
    pdf = client.get(f"/teach/sales/statement.pdf{period}")
    assert pdf.content.startswith(b"%PDF")
    assert client.get("/teach/sales/statement.exe").status_code == 404
    assert client.get("/teach/sales/table.pdf").status_code == 404


def test_statement_of_nothing_is_a_sheet_too(client, person):
    assert client.get("/teach/sales/statement.pdf").content.startswith(b"%PDF")


def test_bank_details_are_saved_after_the_password_was_asked_for(client, person):
    assert client.post(BANK, FORM)["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.post(BANK, FORM)["Location"] == SALES
    assert BankAccount.objects.get().masked == "Bank Jago ····7890"
    page = client.get(BANK).content.decode()
    assert "····7890" in page
    assert "1234" not in page


@pytest.mark.parametrize(
    ("field", "value"), [("number", "DE89370400440532013001"), ("country", "I1"), ("holder", ""), ("bank_name", "")]
)
def test_bank_details_that_cannot_be_are_marked(client, person, field, value):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.post(BANK, {**FORM, field: value})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}


def test_site_without_keys_says_so(client, person, settings):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    settings.LMS_DEMO = False
    answer = client.post(BANK, FORM)
    assert answer.status_code == 422
    assert "not set up to keep bank details" in answer.content.decode()


@pytest.mark.parametrize(
    ("values", "heights", "zero"),
    [([], [], "160"), ([0, 0], ["0", "0"], "160"), ([5, 10], ["80", "160"], "160"), ([30, -10], ["120", "40"], "120")],
)
def test_bars_fill_the_chart(values, heights, zero):
    chart = bar_chart(values)
    assert ([column.height for column in chart.columns], chart.zero) == (heights, zero)
