"""The PDF of an invoice or credit note: for the buyer and for staff, for nobody else."""

import pytest

from commerce.models import Invoice, Order, OrderStatus
from commerce.services.invoices import issue_credit_note, issue_invoice
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.papers import make_paid_order, make_settled_refund

pytestmark = pytest.mark.django_db


def address(order: Order) -> str:
    return f"/orders/{order.number}/invoice/"


def test_buyer_downloads_the_invoice_under_its_number(client):
    order = make_paid_order()
    number = issue_invoice(order_id=order.pk).number
    client.force_login(order.user)

    response = client.get(address(order))

    assert response.status_code == 200
    assert response.content.startswith(b"%PDF")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{number}.pdf"'
    assert "private" in response.headers["Cache-Control"]
    assert "no-cache" in response.headers["Cache-Control"]


def test_invoice_that_the_task_has_not_come_to_is_issued_now_and_once(client):
    order = make_paid_order()
    client.force_login(order.user)

    assert client.get(address(order)).status_code == client.get(address(order)).status_code == 200
    assert Invoice.objects.get().order == order


def test_admin_downloads_any_invoice(client):
    order = make_paid_order()
    client.force_login(AdminFactory())

    assert client.get(address(order)).status_code == 200


@pytest.mark.parametrize("factory", [UserFactory, InstructorFactory, ModeratorFactory])
def test_invoice_is_not_there_for_others(client, factory):
    order = make_paid_order()
    client.force_login(factory())

    assert client.get(address(order)).status_code == 404
    assert not Invoice.objects.exists()


def test_order_without_buyer_is_not_everybodys(client):
    order = make_paid_order()
    order.user.delete()
    client.force_login(UserFactory())

    assert client.get(address(order)).status_code == 404


def test_visitor_signs_in_first_and_learns_nothing(client):
    order = make_paid_order()

    for path in (address(order), "/orders/T-none/invoice/"):
        response = client.get(path)
        assert response.status_code == 302
        assert response.url == f"/accounts/login/?next={path}"


@pytest.mark.parametrize(
    "changes", [{"status": OrderStatus.PENDING, "paid_at": None}, {"status": "expired", "paid_at": None}]
)
def test_order_that_was_not_paid_has_nothing_to_download(client, changes):
    order = make_paid_order()
    Order.objects.update(**changes)
    client.force_login(order.user)

    assert client.get(address(order)).status_code == 404


def test_free_order_and_unknown_number_are_not_found(client):
    order = make_paid_order(prices=(0,))
    client.force_login(order.user)

    assert client.get(address(order)).status_code == 404
    assert client.get("/orders/nothing/invoice/").status_code == 404


def test_credit_note_is_found_by_its_number_below_its_order_alone(client):
    order, other = make_paid_order(), make_paid_order()
    note = issue_credit_note(refund_id=make_settled_refund(order).pk)
    client.force_login(order.user)

    response = client.get(f"/orders/{order.number}/credit-notes/{note.number}/")

    assert f'filename="{note.number}.pdf"' in response.headers["Content-Disposition"]
    invoice = order.invoices.get(kind="invoice")
    assert client.get(f"/orders/{order.number}/credit-notes/{invoice.number}/").status_code == 404
    assert client.get(f"/orders/{other.number}/credit-notes/{note.number}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_papers_are_only_read(client, method):
    order = make_paid_order()
    client.force_login(order.user)

    assert getattr(client, method)(address(order)).status_code == 405
