"""Sums for the dashboards."""

from celery import shared_task
from django.utils import timezone

from commerce.services import sales


@shared_task
def roll_up_order(*, order_id: int) -> None:
    """Count a paid order."""
    sales.roll_up_order(order_id=order_id)


@shared_task
def roll_up_refund(*, refund_id: int) -> None:
    """Count money that went back."""
    sales.roll_up_refund(refund_id=refund_id)


@shared_task
def roll_up_recent() -> None:
    """Count the last two days anew, whatever went wrong in them."""
    sales.roll_up_recent(now=timezone.now())
