"""Mails about money: sent once, in the buyer's language, with links that lead on."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from commerce.models import Invoice, OrderFlag
from commerce.tasks.papers import (
    issue_credit_note_of_refund,
    issue_invoice_of_order,
    send_receipt,
    send_refund_notice,
)
from lms_site.models import OutgoingMail
from tests.factories.accounts import UserFactory
from tests.factories.catalog import make_course
from tests.factories.papers import VAT, make_paid_order, make_settled_refund, make_surplus_payment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://school.example"


def receipt_of(order) -> OutgoingMail:
    send_receipt(order_id=order.pk)
    return OutgoingMail.objects.get(key=f"receipt:{order.pk}")


def notice_of(refund) -> OutgoingMail:
    send_refund_notice(refund_id=refund.pk)
    return OutgoingMail.objects.get(key=f"refund:{refund.pk}")


# --- The receipt -----------------------------------------------------------------------------
def test_receipt_says_what_was_bought_how_to_begin_and_where_the_invoice_is():
    order = make_paid_order(make_course(title="Batik <& Co>"), user=UserFactory(display_name="Dewi"), rule=VAT)

    mail = receipt_of(order)

    assert mail.to == [order.email]
    assert mail.subject == f"Receipt for your order {order.number}"
    invoice = f"https://school.example/orders/{order.number}/invoice/"
    for body in (mail.text, mail.html):
        for words in ("Hello Dewi,", "€119.00", order.number, "https://school.example/courses/batik-co/", invoice):
            assert words in body
    assert "Batik <& Co> · €119.00" in mail.text
    assert "Batik &lt;&amp; Co&gt;" in mail.html


def test_receipt_is_written_once():
    order = make_paid_order()

    first, second = receipt_of(order), receipt_of(order)

    assert first == second


def test_receipt_is_in_the_language_of_the_order():
    mail = receipt_of(make_paid_order(language="id", currency="IDR", prices=(15_000_000,)))

    assert "Rp 150.000" in mail.text
    assert mail.language == "id"
    assert "Hello" not in mail.text
    assert "payment" not in mail.text


def test_receipt_of_an_order_of_nothing_has_no_invoice():
    mail = receipt_of(make_paid_order(make_course(), prices=(0,)))

    assert "there was nothing to pay" in mail.text
    assert "invoice" not in mail.text.lower()


def test_receipt_of_a_gift_says_for_whom_and_when_and_not_how_to_begin():
    course = make_course()
    gift = {"gift_email": "budi@example.com", "gift_name": "Budi", "gift_on": date(2026, 12, 24)}

    mail = receipt_of(make_paid_order(course, gift=gift))

    assert "A gift for Budi. It goes out on Dec. 24, 2026." in mail.text.replace("December", "Dec.")
    assert course.get_url() not in mail.text


def test_receipt_of_a_gift_without_a_day_names_the_address():
    mail = receipt_of(make_paid_order(gift={"gift_email": "budi@example.com"}))

    assert "A gift for budi@example.com. It is on its way." in mail.text


def test_receipt_does_not_promise_what_staff_must_look_at():
    course = make_course()
    order = make_paid_order(course)
    OrderFlag.objects.create(order=order, line=order.lines.get(), reason=OrderFlag.Reason.CLOSED)

    mail = receipt_of(order)

    assert "are looking into it" in mail.text
    assert course.get_url() not in mail.text


def test_receipt_of_a_course_that_is_gone_has_no_dead_link():
    assert "Begin" not in receipt_of(make_paid_order()).text


@pytest.mark.parametrize("number", [1, 20])
def test_receipt_costs_the_same_for_one_and_twenty_things(django_assert_num_queries, number):
    order = make_paid_order(prices=(1900,) * number)
    receipt_of(make_paid_order())

    with django_assert_num_queries(12):
        send_receipt(order_id=order.pk)


# --- The refund ------------------------------------------------------------------------------
def test_notice_says_how_much_went_back_for_what_and_where_the_credit_note_is():
    order = make_paid_order(rule=VAT)
    refund = make_settled_refund(order, part=Decimal("0.5"))

    mail = notice_of(refund)

    note = Invoice.objects.get(refund=refund)
    address = f"https://school.example/orders/{order.number}/credit-notes/{note.number}/"
    assert mail.subject == "€59.50 is on its way back to you"
    for body in (mail.text, mail.html):
        for words in ("€59.50", "Course 1", "As you asked", "No longer open for you", address):
            assert words in body


def test_notice_is_written_once():
    refund = make_settled_refund(make_paid_order())

    assert notice_of(refund) == notice_of(refund)


def test_notice_of_money_that_came_twice_takes_nothing_back():
    order = make_paid_order()
    refund = make_settled_refund(order, payment=make_surplus_payment(order), lines=[], reason="surplus")

    mail = notice_of(refund)

    assert "You had paid this order twice" in mail.text
    assert "credit note" not in mail.text
    assert "No longer open" not in mail.text


@pytest.mark.parametrize(
    ("reason", "words"),
    [("undelivered", "could not deliver"), ("staff", "what it was for"), ("provider", "what it was for")],
)
def test_notice_gives_the_reason(reason, words):
    assert words in notice_of(make_settled_refund(make_paid_order(), reason=reason)).text


def test_notice_of_a_gift_says_that_it_is_over():
    order = make_paid_order(gift={"gift_email": "budi@example.com"})

    assert "This gift can no longer be redeemed." in notice_of(make_settled_refund(order)).text


# --- The tasks -------------------------------------------------------------------------------
def test_tasks_issue_papers_once_and_pass_over_what_has_none():
    order, free = make_paid_order(), make_paid_order(prices=(0,))
    refund = make_settled_refund(order)
    surplus = make_settled_refund(order, payment=make_surplus_payment(order), lines=[])

    for _again in range(2):
        issue_invoice_of_order(order_id=order.pk)
        issue_invoice_of_order(order_id=free.pk)
        issue_credit_note_of_refund(refund_id=refund.pk)
        issue_credit_note_of_refund(refund_id=surplus.pk)

    assert sorted(Invoice.objects.values_list("kind", flat=True)) == ["credit_note", "invoice"]
    assert Invoice.objects.get(kind="credit_note").issued_at <= timezone.now()
