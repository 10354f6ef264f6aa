"""What buyers get on paper and by mail."""

from contextlib import suppress

from celery import shared_task

from commerce.errors import NoInvoice
from commerce.services import buyer_mail, invoices


@shared_task
def issue_invoice_of_order(*, order_id: int) -> None:
    """Issue the invoice of a paid order; orders of nothing have none."""
    with suppress(NoInvoice):
        invoices.issue_invoice(order_id=order_id)


@shared_task
def send_receipt(*, order_id: int) -> None:
    """Tell the buyer what was bought and how to begin; once an order."""
    buyer_mail.send_receipt(order_id=order_id)


@shared_task
def issue_credit_note_of_refund(*, refund_id: int) -> None:
    """Issue the credit note of a refund; money that came without need has none."""
    with suppress(NoInvoice):
        invoices.issue_credit_note(refund_id=refund_id)


@shared_task
def send_refund_notice(*, refund_id: int) -> None:
    """Tell the buyer that money is back; once a refund."""
    buyer_mail.send_refund_notice(refund_id=refund_id)
