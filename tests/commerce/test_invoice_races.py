"""Many orders invoiced at once: each number once, none left out. Each test has its control, which must fail.

They need a database with real concurrency; SQLite lets one writer in at a time.
"""

import threading

from django.db import IntegrityError, transaction
from django.db.models import Max

from commerce.models import Invoice, InvoiceSeries
from commerce.services.invoices import issue_credit_note, issue_invoice
from tests.factories.papers import make_paid_order, make_settled_refund
from tests.threads import RACES, all_at_once

pytestmark = RACES
AT_ONCE = 12


def sequences() -> list[int]:
    return sorted(Invoice.objects.filter(kind="invoice").values_list("sequence", flat=True))


def orders(number: int = AT_ONCE) -> list[int]:
    return [make_paid_order().pk for _place in range(number)]


def test_orders_invoiced_at_once_have_numbers_without_gap_or_double():
    results = all_at_once(lambda pk: issue_invoice(order_id=pk), orders())

    assert [result for result in results if isinstance(result, Exception)] == []
    assert sequences() == list(range(1, AT_ONCE + 1))


def test_control_highest_number_plus_one_is_given_twice():
    looked = threading.Barrier(AT_ONCE)

    def naive(order_id):
        highest = Invoice.objects.aggregate(highest=Max("sequence"))["highest"] or 0
        looked.wait(timeout=30)
        Invoice.objects.create(
            order_id=order_id, kind="invoice", series="naive", sequence=highest + 1, number=f"N-{highest + 1}"
        )

    results = all_at_once(naive, orders())

    assert sum(isinstance(result, IntegrityError) for result in results) == AT_ONCE - 1  # only the constraint holds it


def test_numbers_of_transactions_that_roll_back_are_given_again():
    def every_other_fails(order_id):
        with transaction.atomic():
            invoice = issue_invoice(order_id=order_id)
            transaction.set_rollback(order_id % 2 == 0)
        return invoice.sequence

    all_at_once(every_other_fails, orders())

    issued = sequences()
    assert issued == list(range(1, len(issued) + 1))
    assert InvoiceSeries.objects.get().last_number == len(issued) == AT_ONCE // 2


def test_control_counter_of_its_own_transaction_leaves_gaps():
    InvoiceSeries.objects.create(name="naive")

    def naive(order_id):
        with transaction.atomic():
            row = InvoiceSeries.objects.select_for_update().get(name="naive")
            row.last_number += 1
            row.save()
        with transaction.atomic():
            Invoice.objects.create(
                order_id=order_id,
                kind="invoice",
                series="naive",
                sequence=row.last_number,
                number=f"N-{row.last_number}",
            )
            transaction.set_rollback(order_id % 2 == 0)

    all_at_once(naive, orders())

    assert InvoiceSeries.objects.get().last_number == AT_ONCE
    assert len(sequences()) == AT_ONCE // 2


def test_one_order_invoiced_many_times_at_once_has_one_invoice():
    order = make_paid_order()

    results = all_at_once(lambda _place: issue_invoice(order_id=order.pk).number, range(AT_ONCE))

    assert len(set(results)) == Invoice.objects.count() == InvoiceSeries.objects.get().last_number == 1


def test_one_refund_corrected_many_times_at_once_has_one_credit_note():
    refund = make_settled_refund(make_paid_order())

    results = all_at_once(lambda _place: issue_credit_note(refund_id=refund.pk).number, range(AT_ONCE))

    assert len(set(results)) == 1
    assert Invoice.objects.count() == 2
