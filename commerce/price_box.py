"""What the pages of the catalog say about buying: the price of this moment and the one thing to do."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from commerce.gateways import current_gateway
from commerce.goods import Goods, Problem
from commerce.models import Offer, OfferKind, ShopSettings
from commerce.queries.goods import course_offer, goods_of
from commerce.queries.owned import owned_courses
from commerce.session import is_in_cart

KEPT = "_price_boxes"  # an attribute of the request


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceBox:
    """How something is sold to one person; `goods.problem` says why it is not. `refund_days`: 0 for never."""

    goods: Goods
    is_in_cart: bool
    refund_days: int
    add_url: str
    gift_url: str


def offer_urls(offer: Offer) -> tuple[str, str]:
    """Where the offer is put into the cart, and where as a gift; "" for a place in a batch, which is none."""
    if offer.kind == OfferKind.COURSE:
        key = [offer.course_key]
        return reverse("commerce:add_course", args=key), reverse("commerce:gift_course", args=key)
    if offer.kind == OfferKind.BATCH:
        return reverse("commerce:add", args=[offer.pk]), ""
    return reverse("commerce:add", args=[offer.pk]), reverse("commerce:gift_offer", args=[offer.pk])


def price_box(request: HttpRequest, offer: Offer) -> PriceBox | None:
    """How `offer` is sold; None where nothing is sold at all. Three queries, one more for whoever has a cart."""
    if current_gateway() is None:
        return None
    goods = goods_of([offer])[offer.pk]
    add_url, gift_url = offer_urls(offer)
    return PriceBox(
        goods=goods,
        is_in_cart=is_in_cart(request, offer.pk),
        refund_days=ShopSettings.load(request_or_site=request).refund_days,
        add_url=add_url,
        gift_url=gift_url,
    )


def course_box(request: HttpRequest, course_key: UUID) -> PriceBox | None:
    """How a course is sold, None where it is not: read once for all places of a page that ask."""
    kept = request.__dict__.setdefault(KEPT, {})
    if course_key not in kept:
        box = price_box(request, course_offer(course_key)) if current_gateway() else None
        kept[course_key] = None if box is None or box.goods.problem == Problem.CLOSED else box
    return kept[course_key]


def path_box(request: HttpRequest, path_key: UUID) -> PriceBox | None:
    """How a learning path is sold as a whole, None where it is not, or to whoever has all its courses."""
    if current_gateway() is None:
        return None
    offer = Offer.objects.select_related("stock").filter(path_key=path_key, is_active=True).first()
    box = price_box(request, offer) if offer else None
    if box is None or box.goods.problem == Problem.CLOSED:
        return None
    return None if owned_courses(request.user, box.goods.keys).issuperset(box.goods.keys) else box
