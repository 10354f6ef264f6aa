"""Sending money back."""

from celery import shared_task

from commerce.services import refunds


@shared_task
def send_refund(*, refund_id: int) -> None:
    """Ask the provider to send the money; the outbox tries again while the provider is away."""
    refunds.send_refund(refund_id=refund_id)
