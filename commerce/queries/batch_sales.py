"""How the places of one batch are selling, for those who teach it."""

from dataclasses import dataclass
from datetime import datetime

from classroom.models import CourseBatch, Joining
from classroom.services.joining import is_open_for_joining
from commerce.gateways import current_gateway
from commerce.goods import Goods, Problem
from commerce.models import Hold, Offer, OrderLine

from .goods import goods_of

# Where the sale of a batch's places stands, in words for templates.
UNPRICED, SWITCHED_OFF, JOINED_OTHERWISE, NOT_NOW, HIDDEN, FULL, NO_GATEWAY, SELLING = (
    "unpriced", "switched_off", "joined_otherwise", "not_now", "hidden", "full", "no_gateway", "selling",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSales:
    """`state` is one of the words above; `sold` places have a member, `held` ones are being paid for."""

    state: str
    offer: Offer | None = None
    goods: Goods | None = None
    sold: int = 0
    held: int = 0


def sales_of_batch(batch: CourseBatch, now: datetime) -> BatchSales:
    """How places sell; five queries at most."""
    offer = Offer.objects.select_related("stock").filter(batch=batch).first()
    if offer is None:
        return BatchSales(state=UNPRICED)
    goods = goods_of([offer], now)[offer.pk]
    return BatchSales(
        state=_state(offer, goods, batch, now),
        offer=offer,
        goods=goods,
        sold=OrderLine.objects.filter(offer=offer, fulfilled_at__isnull=False, ended_at=None).count(),
        held=Hold.objects.filter(stock=offer.stock_id, state=Hold.State.HELD).count(),
    )


def _state(offer: Offer, goods: Goods, batch: CourseBatch, now: datetime) -> str:
    states = (
        (not offer.is_active, SWITCHED_OFF),
        (batch.joining != Joining.PURCHASE, JOINED_OTHERWISE),
        (not is_open_for_joining(batch, now), NOT_NOW),
        (goods.problem == Problem.CLOSED, HIDDEN),
        (goods.problem == Problem.SOLD_OUT, FULL),
        (current_gateway() is None, NO_GATEWAY),
    )
    return next((word for is_so, word in states if is_so), SELLING)
