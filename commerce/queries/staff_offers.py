"""Offers as staff list them."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from commerce.models import Offer

RUNNING, COMING, ENDED, NONE = "running", "coming", "ended", "none"


def listed_offers() -> QuerySet[Offer]:
    """All offers with what is left of them."""
    return Offer.objects.select_related("stock")


def sale_state(offer: Offer, now: datetime | None = None) -> str:
    """Where the sale of an offer stands: one of the words above."""
    now = now or timezone.now()
    if offer.sale_from is None or offer.sale_until is None:
        return NONE
    if offer.sale_from > now:
        return COMING
    return RUNNING if now < offer.sale_until else ENDED


def with_sale(offers: QuerySet[Offer], state: str, now: datetime | None = None) -> QuerySet[Offer]:
    """Those of these whose `sale_state` is `state`."""
    now = now or timezone.now()
    conditions = {
        NONE: Q(sale_price_minor=None),
        COMING: Q(sale_from__gt=now),
        RUNNING: Q(sale_from__lte=now, sale_until__gt=now),
        ENDED: Q(sale_until__lte=now),
    }
    return offers.filter(conditions[state])
