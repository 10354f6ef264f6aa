"""Invoices and credit notes: one each, numbered without gaps, their content what was true when issued."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from commerce.errors import NoInvoice
from commerce.models import Invoice, InvoiceSeries, Order, OrderStatus, RefundStatus, ShopSettings
from commerce.services.invoices import issue_credit_note, issue_invoice
from commerce.taxes import TaxRule
from tests.factories.accounts import UserFactory
from tests.factories.papers import VAT, make_paid_order, make_settled_refund, make_surplus_payment

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2026, 12, 31, 18, tzinfo=UTC)  # already the first of January in Jakarta


def issue(now: datetime | None = None, **options) -> Invoice:
    return issue_invoice(order_id=make_paid_order(**options).pk, now=now)


# --- Numbers ---------------------------------------------------------------------------------
def test_invoices_are_counted_without_gaps_by_year():
    now = datetime(2026, 3, 14, tzinfo=UTC)

    numbers = [issue(now).number, issue(now).number, issue(NEW_YEAR).number]

    assert numbers == ["INV-2026-000001", "INV-2026-000002", "INV-2027-000001"]


def test_credit_notes_are_counted_beside_invoices():
    order = make_paid_order()
    refund = make_settled_refund(order)

    note = issue_credit_note(refund_id=refund.pk, now=NEW_YEAR)

    assert note.number == "CN-2027-000001"
    assert Invoice.objects.get(order=order, kind="invoice").number == "INV-2027-000001"


def test_invoice_of_an_order_is_issued_once():
    order = make_paid_order()

    first, second = issue_invoice(order_id=order.pk), issue_invoice(order_id=order.pk)

    assert first == second
    assert InvoiceSeries.objects.get().last_number == Invoice.objects.count() == 1


def test_credit_note_of_a_refund_is_issued_once():
    refund = make_settled_refund(make_paid_order())

    assert issue_credit_note(refund_id=refund.pk) == issue_credit_note(refund_id=refund.pk)
    assert Invoice.objects.filter(kind="credit_note").count() == 1


def test_number_of_a_rolled_back_invoice_is_given_again():
    with transaction.atomic():
        issue()
        transaction.set_rollback(True)

    assert issue().sequence == 1


def test_prefix_is_that_of_the_shop_and_the_count_goes_on():
    issue()
    shop = ShopSettings.load()
    shop.invoice_prefix = "LMS"
    shop.save()

    number = issue(datetime.now(UTC)).number

    assert number.startswith("LMS-")
    assert number.endswith("-000002")


@pytest.mark.parametrize("prefix", ["CN", "inv", "", "A-B", "ABCDEFGHIJK"])
def test_prefix_that_would_confuse_numbers_is_refused(prefix):
    shop = ShopSettings.load()
    shop.invoice_prefix = prefix

    with pytest.raises(Exception, match=r"capitals|blank|at most 10"):
        shop.full_clean()


# --- Refusals --------------------------------------------------------------------------------
def test_free_order_has_no_invoice():
    with pytest.raises(NoInvoice):
        issue(prices=(0,))


def test_order_that_was_not_paid_has_no_invoice():
    order = make_paid_order()
    Order.objects.update(status=OrderStatus.PENDING, paid_at=None)

    with pytest.raises(NoInvoice):
        issue_invoice(order_id=order.pk)


@pytest.mark.parametrize(
    "changes", [{"lines": []}, {"status": RefundStatus.REQUESTED}, {"status": RefundStatus.FAILED}]
)
def test_refund_that_corrects_nothing_has_no_credit_note(changes):
    refund = make_settled_refund(make_paid_order(), **changes)

    with pytest.raises(NoInvoice):
        issue_credit_note(refund_id=refund.pk)
    assert not Invoice.objects.exists()


def test_money_that_came_twice_has_no_credit_note():
    order = make_paid_order()
    refund = make_settled_refund(order, payment=make_surplus_payment(order), lines=[], reason="surplus")

    with pytest.raises(NoInvoice):
        issue_credit_note(refund_id=refund.pk)


def test_refunded_order_still_has_its_invoice():
    order = make_paid_order()
    Order.objects.update(status=OrderStatus.REFUNDED)

    assert issue_invoice(order_id=order.pk).total_minor == 11900


# --- Content ---------------------------------------------------------------------------------
def test_invoice_says_who_bought_what_at_which_price_and_tax():
    now = datetime(2026, 3, 14, 20, tzinfo=UTC)
    shop = ShopSettings.load()
    shop.seller_name, shop.seller_address, shop.seller_tax_id = "Sekolah Batik", "Yogyakarta", "013121660091000"
    shop.save()
    buyer = {"billing_name": "Dewi Ltd", "billing_address": "Hauptstr. 1\nBerlin", "country": "DE"}

    content = issue(
        now, paid_at=now, prices=(11900, 5000), discount_minor=100, rule=VAT, language="id", **buyer
    ).content

    assert content["seller"] == {"name": "Sekolah Batik", "address": "Yogyakarta", "tax_id": "013121660091000"}
    assert content["buyer"]["name"] == "Dewi Ltd"
    assert (content["buyer"]["country"], content["buyer"]["country_name"]) == ("DE", "Jerman")
    assert (content["language"], content["currency"]) == ("id", "EUR")
    assert (content["issued_on"], content["paid_on"]) == ("2026-03-15", "2026-03-15")
    assert content["payment"]["reference"].startswith("pay_")
    assert content["lines"][0] == {
        "title": "Course 1",
        "list_minor": 11900,
        "discount_minor": 100,
        "net_minor": 9916,
        "tax_minor": 1884,
        "total_minor": 11800,
        "is_tax_included": True,
        "tax_name": "VAT",
        "tax_percent": "19",
        "is_reverse_charged": False,
    }
    assert content["totals"]["total_minor"] == 16700
    assert content["notes"] == []


def test_sums_by_rate_add_up_to_the_totals():
    content = issue(prices=(11900, 333, 1), rule=VAT).content

    (tax,) = content["taxes"]
    assert (tax["tax_name"], tax["tax_percent"]) == ("VAT", "19")
    assert tax["net_minor"] + tax["tax_minor"] == content["totals"]["total_minor"]
    assert tax["tax_minor"] == sum(line["tax_minor"] for line in content["lines"])


def test_content_stays_when_everything_else_changes():
    user = UserFactory(display_name="Dewi")
    invoice = issue(user=user)
    before = Invoice.objects.get().content
    user.display_name = "Somebody else"
    user.save()
    ShopSettings.objects.update(seller_name="Another school")

    assert issue_invoice(order_id=invoice.order_id).content == before
    assert before["buyer"]["name"] == "Dewi"


def test_invoice_under_reverse_charge_says_so():
    rule = TaxRule(name="VAT", percent=Decimal(19), is_included=True, is_reverse_charged=True)

    content = issue(rule=rule, vat_id="DE136695976", country="DE").content

    assert content["lines"][0]["is_reverse_charged"]
    assert content["totals"]["tax_minor"] == 0
    assert content["totals"]["total_minor"] == 10000
    assert content["notes"] == ["Reverse charge: the buyer owes the tax and pays it to the state."]


@pytest.mark.parametrize(
    ("rule", "vat_id"),
    [
        (VAT, "DE136695976"),
        (TaxRule(name="VAT", percent=Decimal(0)), "DE136695976"),
        (TaxRule(), "DE136695976"),
    ],
)
def test_invoice_with_tax_or_without_a_rate_says_nothing_of_reverse_charge(rule, vat_id):
    assert issue(rule=rule, vat_id=vat_id).content["notes"] == []


def test_credit_note_says_what_went_back_and_which_invoice_it_corrects():
    order = make_paid_order(prices=(11900, 5950), rule=VAT)
    invoice = issue_invoice(order_id=order.pk)
    refund = make_settled_refund(order, part=Decimal("0.5"), lines=[order.lines.get(position=1)])

    note = issue_credit_note(refund_id=refund.pk)

    assert note.content["corrects"]["number"] == invoice.number
    assert note.content["totals"] == {"net_minor": 2500, "tax_minor": 475, "total_minor": 2975}
    assert [line["title"] for line in note.content["lines"]] == ["Course 2"]
    assert (note.total_minor, note.currency, note.refund) == (2975, "EUR", refund)


def test_buyer_without_account_any_more_is_named_by_the_order():
    order = make_paid_order()
    order.user.delete()

    content = issue_invoice(order_id=order.pk).content

    assert (content["buyer"]["name"], content["buyer"]["email"]) == ("", order.email)


def test_language_that_the_site_does_not_speak_is_english():
    assert issue(language="xx", country="DE").content["buyer"]["country_name"] == "Germany"


@pytest.mark.parametrize("act", [lambda: Invoice.objects.update(content={}), lambda: Invoice.objects.all().delete()])
def test_database_refuses_to_change_or_delete_an_invoice(act):
    issue()

    with pytest.raises(DatabaseError, match="added, never changed"), transaction.atomic():
        act()
    assert connection.is_usable()


@pytest.mark.parametrize("lines", [1, 20])
def test_issuing_costs_the_same_for_one_and_twenty_lines(django_assert_num_queries, lines):
    order = make_paid_order(prices=(1900,) * lines, rule=VAT)
    issue(paid_at=order.paid_at)

    with django_assert_num_queries(13):
        issue_invoice(order_id=order.pk)
