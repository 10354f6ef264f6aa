"""What is offered: the offers of courses come by themselves, sales are pushed to the catalog."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalog.models import CourseSummary
from catalog.services.summaries import push_sale
from commerce.errors import NotForSale
from commerce.events import OfferChanged
from commerce.models import Offer, OfferKind
from lms_site.cache_versions import bump
from lms_site.events import publish


def offer_for_course(course_key: UUID) -> Offer:
    """The offer of a course that has a card; made when it is asked for first. Raises NotForSale."""
    offer = Offer.objects.select_related("stock").filter(course_key=course_key).first()
    if offer is not None:
        return offer
    card = CourseSummary.objects.filter(course_key=course_key).first()
    if card is None:
        raise NotForSale
    made, _is_new = Offer.objects.get_or_create(
        course_key=course_key, defaults={"kind": OfferKind.COURSE, "title": card.title}
    )
    return made


@transaction.atomic
def set_sale(*, offer: Offer, price_minor: int | None, since: datetime | None, until: datetime | None) -> Offer:
    """Put the offer on sale for a time, or with a price of None end that. The catalog follows after the commit."""
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    offer.sale_price_minor = price_minor
    offer.sale_from, offer.sale_until = (since, until) if price_minor is not None else (None, None)
    offer.save(update_fields=["sale_price_minor", "sale_from", "sale_until"])
    publish(OfferChanged(offer_id=offer.pk))
    return offer


@transaction.atomic
def show_sale(*, offer: Offer, now: datetime | None = None) -> bool:
    """Let the cards of a course, and all pages, say what it costs now; whether cards changed. May run twice."""
    bump("public")
    if offer.course_key is None:
        return False
    now = now or timezone.now()
    price = offer.sale_at(now) if offer.is_active else None
    return push_sale(course_key=offer.course_key, price_minor=price, until=offer.sale_until if price else None)


def show_sales(*, now: datetime | None = None) -> int:
    """Bring all cards up to date with the sales that have begun or ended; returns how many changed."""
    now = now or timezone.now()
    running = Offer.objects.filter(course_key__isnull=False, is_active=True, sale_from__lte=now, sale_until__gt=now)
    prices = {offer.course_key: (offer.sale_price_minor, offer.sale_until) for offer in running}
    shown = CourseSummary.objects.filter(sale_price_minor__isnull=False)
    stale = {
        card.course_key for card in shown if prices.get(card.course_key) != (card.sale_price_minor, card.sale_until)
    }
    known = set(shown.values_list("course_key", flat=True))
    changed = 0
    for key in filter(None, stale | (set(prices) - known)):
        price, until = prices.get(key, (None, None))
        changed += push_sale(course_key=key, price_minor=price, until=until)
    return changed
