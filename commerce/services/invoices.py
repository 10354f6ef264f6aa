"""Issuing invoices and credit notes: once each, with numbers that leave nothing out."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from commerce.errors import NoInvoice
from commerce.models import Invoice, InvoiceKind, InvoiceSeries, Order, Refund, RefundStatus, ShopSettings
from commerce.papers.content import credit_note_content, invoice_content

CREDIT_NOTE_PREFIX = "CN"


@transaction.atomic
def issue_invoice(*, order_id: int, now: datetime | None = None) -> Invoice:
    """The one invoice of a paid order; later calls return the first one unchanged.

    It is numbered `INV-2026-000001`: the shop's prefix, the year, and a count of its own for each year.
    Raises NoInvoice for an order that was not paid, or that cost nothing.
    """
    order = Order.objects.select_for_update().get(pk=order_id)
    issued = Invoice.objects.filter(order=order, kind=InvoiceKind.INVOICE).first()
    if issued is not None:
        return issued
    if not order.is_paid or order.total_minor == 0:
        raise NoInvoice
    content = invoice_content(order, now=now or timezone.now())
    return _issue(
        order=order, kind=InvoiceKind.INVOICE, prefix=ShopSettings.load().invoice_prefix, content=content, now=now
    )


@transaction.atomic
def issue_credit_note(*, refund_id: int, now: datetime | None = None) -> Invoice:
    """The one credit note of a settled refund, numbered `CN-2026-000001`; later calls return the first one.

    The invoice that it corrects is issued before, should that not have happened yet. Raises NoInvoice for a
    refund that is not settled, and for one without lines: of money that came without need, no invoice was made.
    """
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    invoice = _invoice_to_correct(refund, now)
    # By the invoice's lock on the order, nobody else is here with this refund.
    issued = Invoice.objects.filter(refund=refund).first()
    if issued is not None:
        return issued
    content = credit_note_content(refund, invoice, now=now or timezone.now())
    return _issue(
        order=refund.order,
        kind=InvoiceKind.CREDIT_NOTE,
        prefix=CREDIT_NOTE_PREFIX,
        content=content,
        now=now,
        refund=refund,
    )


def _invoice_to_correct(refund: Refund, now: datetime | None) -> Invoice:
    if refund.status != RefundStatus.SETTLED or not refund.lines.exists():
        raise NoInvoice
    return issue_invoice(order_id=refund.order_id, now=now)


def _issue(
    *, order: Order, kind: InvoiceKind, prefix: str, content: dict, now: datetime | None, refund: Refund | None = None
) -> Invoice:
    """Write the paper under the next number; to be called last in a transaction, as it holds the series."""
    year = content["issued_on"][:4]
    series = f"{kind}-{year}"
    sequence = _next_in(series)
    return Invoice.objects.create(
        order=order,
        refund=refund,
        kind=kind,
        series=series,
        sequence=sequence,
        number=f"{prefix}-{year}-{sequence:06}",
        content=content,
        issued_at=now or timezone.now(),
    )


def _next_in(series: str) -> int:
    """The next number of the series. Others wait for it until the caller's transaction ends.

    Were it rolled back, the number would be given again: none is left out.
    """
    InvoiceSeries.objects.get_or_create(name=series)
    locked = InvoiceSeries.objects.select_for_update().get(name=series)
    locked.last_number += 1
    locked.save(update_fields=["last_number"])
    return locked.last_number
