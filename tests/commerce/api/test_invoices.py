"""Invoices through the API: one's own alone, whole, and as a file."""

import pytest

from commerce.services.invoices import issue_credit_note, issue_invoice
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.api import api_client
from tests.factories.papers import VAT, make_invoices, make_paid_order, make_settled_refund
from tests.lms_site.api.test_envelope import assert_error

pytestmark = pytest.mark.django_db
LIST = "/api/v1/invoices/"


def test_list_has_ones_own_papers_the_newest_first(settings):
    settings.SITE_URL = "https://school.example"
    order = make_paid_order(rule=VAT)
    note = issue_credit_note(refund_id=make_settled_refund(order).pk)
    make_invoices(1, user=UserFactory())

    answer = api_client(order.user).get(LIST).json()

    assert [row["number"] for row in answer["data"]] == [note.number, order.invoices.get(kind="invoice").number]
    assert answer["meta"] == {"total": 2, "page": 1, "per_page": 20}
    first = answer["data"][0]
    assert (first["kind"], first["order_number"]) == ("credit_note", order.number)
    assert first["total"] == {"amount_minor": 11900, "amount": "119.00", "currency": "EUR"}
    assert first["pdf_url"] == f"https://school.example/api/v1/invoices/{note.pk}/pdf/"


def test_invoice_has_all_that_stands_on_the_paper():
    order = make_paid_order(rule=VAT, discount_minor=1190, country="DE", billing_name="Dewi Ltd", vat_id="DE136695976")
    invoice = issue_invoice(order_id=order.pk)

    data = api_client(order.user).get(f"{LIST}{invoice.pk}/").json()["data"]

    assert data["buyer"]["name"] == "Dewi Ltd"
    assert (data["buyer"]["country"], data["buyer"]["vat_id"]) == ("DE", "DE136695976")
    assert data["totals"] == {
        "list_minor": 11900,
        "discount_minor": 1190,
        "net_minor": 9000,
        "tax_minor": 1710,
        "total_minor": 10710,
    }
    assert data["taxes"] == [
        {"tax_name": "VAT", "tax_percent": "19", "is_reverse_charged": False, "net_minor": 9000, "tax_minor": 1710}
    ]
    assert data["lines"][0]["title"] == "Course 1"
    assert data["corrects"] is None


def test_credit_note_names_the_invoice_and_has_no_prices():
    order = make_paid_order(rule=VAT)
    note = issue_credit_note(refund_id=make_settled_refund(order).pk)

    data = api_client(order.user).get(f"{LIST}{note.pk}/").json()["data"]

    assert data["corrects"]["number"] == order.invoices.get(kind="invoice").number
    assert "list_minor" not in data["totals"]
    assert "list_minor" not in data["lines"][0]


@pytest.mark.parametrize("accept", ["application/pdf", "*/*", "application/json"])
def test_pdf_comes_as_a_file_whatever_was_accepted(accept):
    [invoice] = make_invoices(1, user=UserFactory())

    response = api_client(invoice.order.user).get(f"{LIST}{invoice.pk}/pdf/", headers={"Accept": accept})

    assert response.status_code == 200
    assert response.content.startswith(b"%PDF")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{invoice.number}.pdf"'
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["", "pdf/"])
@pytest.mark.parametrize("factory", [UserFactory, AdminFactory])
def test_papers_of_somebody_else_are_not_found(factory, path):
    [invoice] = make_invoices(1, user=UserFactory())

    response = api_client(factory()).get(f"{LIST}{invoice.pk}/{path}", headers={"Accept": "application/pdf, */*"})

    assert_error(response, 404, "NOT_FOUND")


def test_error_is_json_also_where_a_pdf_was_asked_for():
    response = api_client(UserFactory()).get(f"{LIST}1/pdf/", headers={"Accept": "application/pdf"})

    assert_error(response, 404, "NOT_FOUND")
    assert_error(api_client().get(f"{LIST}1/pdf/", headers={"Accept": "application/pdf"}), 401, "NOT_AUTHENTICATED")


def test_other_forms_are_not_acceptable():
    [invoice] = make_invoices(1, user=UserFactory())

    response = api_client(invoice.order.user).get(f"{LIST}{invoice.pk}/pdf/", headers={"Accept": "text/csv"})

    assert_error(response, 406, "NOT_ACCEPTABLE")


@pytest.mark.parametrize("number", [1, 20])
def test_list_costs_the_same_for_one_and_twenty_papers(django_assert_num_queries, number):
    user = UserFactory()
    make_invoices(number, user=user)
    client = api_client(user)
    client.get(LIST)

    with django_assert_num_queries(3):
        assert len(client.get(LIST).json()["data"]) == number
