"""Invoices and tax rates in the CMS, for admins: rates are set, invoices looked at, downloaded and exported."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from commerce.models import Invoice, TaxRate
from commerce.services.invoices import issue_credit_note, issue_invoice
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.papers import VAT, make_invoices, make_paid_order, make_settled_refund

pytestmark = pytest.mark.django_db
INVOICES = "/cms/invoices/"
RATES = "/cms/tax-rates/"
GERMANY = {
    "country": "DE",
    "region": "",
    "name": "VAT",
    "percent": "19",
    "is_included": "on",
    "is_reverse_charged": "on",
}


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(admin=AdminFactory())


@pytest.fixture
def admin(client, own_copies):
    client.force_login(own_copies.admin)
    return own_copies.admin


# --- Invoices --------------------------------------------------------------------------------
def test_list_shows_papers_and_leads_to_the_pdf(client, admin):
    invoice = issue_invoice(order_id=make_paid_order(billing_name="Dewi <& Co>", rule=VAT).pk)

    page = client.get(INVOICES).content.decode()

    for words in (invoice.number, "Dewi &lt;&amp; Co&gt;", "€119.00", invoice.order.number):
        assert words in page
    response = client.get(f"{INVOICES}{invoice.pk}/pdf/")
    assert response.content.startswith(b"%PDF")
    assert f'filename="{invoice.number}.pdf"' in response.headers["Content-Disposition"]


def test_list_finds_by_number_order_and_address_and_filters_by_kind_and_date(client, admin):
    first = issue_invoice(order_id=make_paid_order().pk, now=datetime(2025, 5, 1, tzinfo=UTC))
    note = issue_credit_note(refund_id=make_settled_refund(make_paid_order()).pk)

    def found(**query) -> bool:
        page = client.get(INVOICES, query).content.decode()
        return (first.number in page, note.number in page)

    assert found(q=first.number) == found(q=first.order.number) == found(q=first.order.email) == (True, False)
    assert found(kind="credit_note") == (False, True)
    assert found(issued_at_from="2025-01-01", issued_at_to="2025-12-31") == (True, False)


@pytest.mark.parametrize("path", ["new/", "edit/1/", "delete/1/", "inspect/1/", "copy/1/"])
def test_nobody_writes_invoices(client, admin, path):
    assert client.get(f"{INVOICES}{path}").status_code == 404
    assert client.post(f"{INVOICES}{path}").status_code == 404


@pytest.mark.parametrize("factory", [UserFactory, InstructorFactory, ModeratorFactory])
def test_others_do_not_reach_invoices_and_rates(client, factory):
    [invoice] = make_invoices(1, user=UserFactory())
    client.force_login(factory())

    for path in (INVOICES, f"{INVOICES}?export=csv", f"{INVOICES}{invoice.pk}/pdf/", RATES, f"{RATES}new/"):
        assert client.get(path).status_code in (302, 403)


def test_export_has_a_row_for_each_paper_and_sums_up(client, admin):
    order = make_paid_order(rule=VAT, country="DE", vat_id="DE136695976", billing_name="=SUM(A1)")
    refund = make_settled_refund(order)
    issue_credit_note(refund_id=refund.pk)

    response = client.get(f"{INVOICES}?export=csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))

    assert [row["Kind"] for row in rows] == ["Credit note", "Invoice"]
    assert sum(Decimal(row["Total"]) for row in rows) == 0
    assert (rows[1]["Without tax"], rows[1]["Tax"], rows[1]["Total"]) == ("100", "19", "119")
    assert rows[1]["Buyer"] == "'=SUM(A1)"
    assert (rows[0]["Corrects invoice"], rows[1]["Country"]) == (rows[1]["Number"], "DE")


def test_export_as_spreadsheet_has_numbers_and_dates(client, admin):
    issue_invoice(order_id=make_paid_order(rule=VAT, billing_name="@evil").pk, now=datetime(2026, 3, 14, tzinfo=UTC))

    response = client.get(f"{INVOICES}?export=xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    head, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    values = dict(zip(head, row, strict=True))

    assert values["Total"] == 119
    assert values["Issued"] == date(2026, 3, 14)
    assert values["Buyer"] == "'@evil"


@pytest.mark.parametrize("number", [1, 20])
def test_list_costs_the_same_for_one_and_twenty_invoices(client, admin, django_assert_num_queries, number):
    make_invoices(number, user=UserFactory())
    client.get(INVOICES)

    with django_assert_num_queries(11):
        client.get(INVOICES)


# --- Tax rates -------------------------------------------------------------------------------
def test_admin_adds_changes_and_deletes_a_rate(client, admin):
    assert client.post(f"{RATES}new/", GERMANY).status_code == 302
    rate = TaxRate.objects.get()
    assert (rate.country, rate.percent, rate.is_included, rate.is_reverse_charged) == ("DE", 19, True, True)

    client.post(f"{RATES}edit/{rate.pk}/", {**GERMANY, "percent": "19.5"})
    rate.refresh_from_db()
    assert rate.percent == Decimal("19.5")

    client.post(f"{RATES}delete/{rate.pk}/")
    assert not TaxRate.objects.exists()


def test_form_offers_countries_by_name_and_says_what_each_choice_means(client, admin):
    page = client.get(f"{RATES}new/").content.decode()

    assert '<option value="DE">Germany</option>' in page
    for words in ("the whole country", "the tax is a part of it", "reverse charge", "orders from now on"):
        assert words in page


@pytest.mark.parametrize(
    ("field", "value"), [("country", "QQ"), ("country", ""), ("percent", "-1"), ("percent", "100.001"), ("name", "")]
)
def test_mistake_in_a_rate_is_said(client, admin, field, value):
    response = client.post(f"{RATES}new/", {**GERMANY, field: value})

    assert response.status_code == 200
    assert not TaxRate.objects.exists()


def test_second_rate_for_a_region_is_refused_however_it_is_spelt(client, admin):
    client.post(f"{RATES}new/", {**GERMANY, "region": " New   York "})

    response = client.post(f"{RATES}new/", {**GERMANY, "region": "new york"})

    assert "already" in response.content.decode()
    assert TaxRate.objects.get().region == "New York"


def test_list_of_rates_names_countries(client, admin):
    TaxRate.objects.create(country="CA", region="Ontario", name="HST", percent=13)

    page = client.get(RATES).content.decode()

    for words in ("Canada", "Ontario", "HST", "13 %"):
        assert words in page


@pytest.mark.parametrize("number", [1, 20])
def test_list_costs_the_same_for_one_and_twenty_rates(client, admin, django_assert_num_queries, number):
    TaxRate.objects.bulk_create(
        [TaxRate(country="US", region=f"State {place}", name="Tax", percent=place) for place in range(number)]
    )
    client.get(RATES)

    with django_assert_num_queries(11):
        client.get(RATES)


def test_issued_papers_stay_when_a_rate_changes():
    rate = TaxRate.objects.create(country="DE", name="VAT", percent=19)
    [invoice] = make_invoices(1, user=UserFactory())
    before = invoice.content
    rate.delete()

    assert Invoice.objects.get().content == before
