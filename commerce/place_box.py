"""What the door of a batch says about buying a place: the price of this moment and the one thing to do."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from classroom.models import CourseBatch
from classroom.queries.seats import seats_kept_for
from commerce.gateways import current_gateway
from commerce.models import Offer
from commerce.price_box import PriceBox, price_box
from commerce.queries.holds import held_by


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceBox:
    """How a place is sold to one person. `is_theirs`: a seat is taken for them already, so that they may buy at any
    time; `is_being_paid`: by an order of their own that waits for its payment."""

    price: PriceBox
    is_theirs: bool
    is_being_paid: bool

    @property
    def can_buy(self) -> bool:
        goods = self.price.goods
        return not goods.problem or (goods.is_for_holders and self.is_theirs)


def place_box(request: HttpRequest, batch: CourseBatch) -> PlaceBox | None:
    """How places in `batch` are sold, None where they are not; six queries at most."""
    if current_gateway() is None:
        return None
    offer = Offer.objects.select_related("stock").filter(batch=batch, is_active=True).first()
    box = price_box(request, offer) if offer else None
    if box is None or not box.goods.cards:
        return None
    is_held = batch.stock_id in held_by(request.user)
    is_theirs = is_held or batch.stock_id in seats_kept_for(request.user, timezone.now())
    return PlaceBox(price=box, is_theirs=is_theirs, is_being_paid=is_held)
