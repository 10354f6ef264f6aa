"""Places in batches on sale, made the way teachers sell them."""

from typing import Any

from classroom.models import CourseBatch, Joining
from commerce.models import Offer
from commerce.services.batch_prices import PlacePrice, price_batch
from tests.factories.classroom import make_batch
from tests.factories.commerce import make_paid_course


def sell_places(batch: CourseBatch | None = None, price_minor: int = 3000, currency: str = "USD", **plan: Any) -> Offer:
    """The offer of a place in the batch, or in a new one of a course with a price."""
    batch = batch or make_batch(plan.pop("course", None) or make_paid_course(), **{"joining": Joining.PURCHASE, **plan})
    price = PlacePrice(price_minor=price_minor, currency=currency)
    price_batch(batch=batch, price=price, by=batch.created_by)
    return Offer.objects.select_related("batch__stock", "stock").get(batch=batch)
