"""Orders that end by themselves, and what follows from orders."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from commerce.services import buyer_mail, cancelling, carts, gifts, orders, sandbox_time

CART_DAYS = 30


@shared_task
def expire_orders() -> None:
    """End the orders that were not paid in time."""
    orders.expire_orders()


@shared_task
def end_payments(*, order_id: int) -> None:
    """Tell the provider that an order cannot be paid any more."""
    cancelling.end_payments(order_id=order_id)


@shared_task
def send_gifts(*, order_id: int) -> None:
    """Mail the gifts of a paid order that go out at once."""
    gifts.send_due_gifts()


@shared_task
def tell_of_missed_seat(*, flag_id: int) -> None:
    """Mail a buyer whose money came too late for a seat."""
    buyer_mail.tell_of_missed_seat(flag_id=flag_id)


@shared_task
def drop_old_carts() -> None:
    """Forget the carts of visitors who did not come back."""
    carts.drop_old_carts(before=timezone.now() - timedelta(days=CART_DAYS))


@shared_task
def settle_sandbox() -> None:
    """Let slow banks of the sandbox answer."""
    sandbox_time.settle_due()
