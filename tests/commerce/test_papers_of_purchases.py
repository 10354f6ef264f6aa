"""From the purchase to the papers: what the shop sells and takes back is what invoices, credit notes and mails say."""

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from commerce.gateways.base import NoticeKind
from commerce.models import Invoice, Refund
from commerce.queries.cart import find_cart, quote_cart
from commerce.services.orders import Billing, place_order
from commerce.services.returns import give_back
from commerce.taxes import tax_rule
from lms_site.models import OutgoingMail
from tests.factories.accounts import UserFactory
from tests.factories.commerce import (
    fill_cart,
    make_coupon,
    make_gift_order,
    make_order,
    make_paid_course,
    make_tax,
    notify,
    paid_order,
    pay,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` runs at its end what waits for a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def sent(subject: str) -> EmailMessage:
    """The one mail that went out with such a subject."""
    [found] = [message for message in mail.outbox if message.subject.startswith(subject)]
    return found


def test_paid_order_has_its_invoice_and_receipt(committed):
    make_tax("DE", "19", name="VAT", is_included=True)
    course = make_paid_course(11900)

    with committed():
        order = paid_order(None, course, make_paid_course(5000), coupon=make_coupon(), country="DE")

    invoice = Invoice.objects.get(order=order)
    assert invoice.total_minor == order.total_minor == 15210
    assert sum(line["total_minor"] for line in invoice.content["lines"]) == order.total_minor
    assert sum(tax["tax_minor"] for tax in invoice.content["taxes"]) == order.tax_minor
    assert invoice.content["payment"]["reference"] == order.payments.get().provider_id
    assert course.get_url() in sent("Receipt").body


def test_free_order_has_a_receipt_alone(committed):
    with committed():
        order = make_order(None, make_paid_course(2000), coupon=make_coupon(percent=100))

    assert order.total_minor == 0
    assert OutgoingMail.objects.filter(key=f"receipt:{order.pk}").exists()
    assert not Invoice.objects.exists()


def test_refund_has_its_credit_note_and_notice(committed):
    make_tax("DE", "19", name="VAT", is_included=True)
    with committed():
        order = paid_order(None, make_paid_course(11900), country="DE")

    with committed():
        give_back(line=order.lines.get())
    refund = Refund.objects.get()
    note = Invoice.objects.get(refund=refund)

    assert note.content["totals"] == {"net_minor": 10000, "tax_minor": 1900, "total_minor": 11900}
    assert note.number in sent("$119.00").body


def test_business_in_another_country_reads_why_it_paid_no_tax(committed):
    make_tax("DE", "19", name="VAT", is_included=True, is_reverse_charged=True)
    user = UserFactory()
    fill_cart(user, make_paid_course(11900))
    billing = Billing(country="DE", vat_id="DE136695976")
    seen = quote_cart(find_cart(user=user), rule=tax_rule(country="DE", vat_id=billing.vat_id)).fingerprint

    with committed():
        order = pay(place_order(user=user, billing=billing, seen=seen))

    content = Invoice.objects.get(order=order).content
    assert (order.total_minor, order.tax_minor) == (10000, 0)
    assert content["lines"][0]["is_reverse_charged"]
    assert content["notes"][0].startswith("Reverse charge")


def test_receipt_of_a_gift_tells_the_giver_and_no_way_in(committed):
    course = make_paid_course()
    with committed():
        order = make_gift_order(course=course)

    receipt = sent("Receipt")
    assert receipt.to == [order.email]
    assert "A gift for Friend." in receipt.body
    assert course.get_url() not in receipt.body


def test_same_notice_again_writes_nothing_more(committed):
    with committed():
        order = paid_order()
        notify(order.payments.get(), NoticeKind.SUCCEEDED)

    assert Invoice.objects.count() == 1
    assert OutgoingMail.objects.filter(key__startswith="receipt:").count() == 1
