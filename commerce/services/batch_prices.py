"""What a place in a batch costs, said by those who run the batch."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from catalog.models.course import Currency
from catalog.queries.named_courses import titles_of
from classroom.models import CourseBatch
from classroom.services.locking import lock_open_batch
from classroom.services.paid_places import open_to_buyers
from commerce.errors import OfferInvalid
from commerce.events import OfferChanged
from commerce.models import Offer, OfferKind
from commerce.queries.places import title_of_place
from lms_site.events import publish

from .audit import record_act


@dataclass(frozen=True, kw_only=True)
class PlacePrice:
    """A price in the smallest unit of `currency`, and whether places are sold for it now."""

    price_minor: int
    currency: str
    is_active: bool = True


@transaction.atomic
def price_batch(*, batch: CourseBatch, price: PlacePrice, by, request=None) -> Offer:
    """Ask this price for a place in the batch; while it is sold, nobody joins by themselves in another way.

    What was bought stays as it was bought; carts show the change. The same again changes nothing. Raises
    OfferInvalid, BatchArchived.
    """
    _check(price)
    batch = lock_open_batch(batch.pk)
    offer = Offer.objects.select_for_update(of=("self",)).filter(batch=batch).first()
    before = _facts(offer) if offer else {}
    offer = offer or Offer(kind=OfferKind.BATCH, batch=batch, stock_id=batch.stock_id)
    _check_sale(offer, price)
    offer.title = title_of_place(titles_of([batch.course_key]).get(batch.course_key, ""), batch)
    offer.price_minor, offer.currency, offer.is_active = price.price_minor, price.currency, price.is_active
    offer.save()
    if price.is_active:
        open_to_buyers(batch=batch)
    if _facts(offer) != before:
        publish(OfferChanged(offer_id=offer.pk))
        record_act(
            actor=by,
            verb="offer.change" if before else "offer.create",
            target=f"offer:{offer.pk}",
            details={"what": str(offer), **_facts(offer)},
            request=request,
        )
    return offer


def _check(price: PlacePrice) -> None:
    if price.price_minor <= 0 or price.currency not in Currency.values:
        raise OfferInvalid


def _check_sale(offer: Offer, price: PlacePrice) -> None:
    if offer.sale_price_minor is None:
        return
    if offer.sale_price_minor >= price.price_minor or offer.currency != price.currency:
        raise OfferInvalid("SALE_NOT_CHEAPER", _("Its sale would no longer be cheaper. End the sale first."))


def _facts(offer: Offer) -> dict[str, object]:
    return {"price_minor": offer.price_minor, "currency": offer.currency, "is_active": offer.is_active}
