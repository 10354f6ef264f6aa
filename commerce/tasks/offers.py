"""Prices on the cards of the catalog, and gifts on their day."""

from celery import shared_task

from commerce.models import Offer
from commerce.services import gifts, offers


@shared_task
def show_sale(*, offer_id: int) -> None:
    """Let the cards of a course say what it costs now."""
    offers.show_sale(offer=Offer.objects.get(pk=offer_id))


@shared_task
def show_sales() -> None:
    """Sales begin and end by themselves."""
    offers.show_sales()


@shared_task
def send_due_gifts() -> None:
    """Mail the gifts whose day has come."""
    gifts.send_due_gifts()
