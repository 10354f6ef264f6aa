"""What an offer is worth now: its courses, its price, and why it cannot be bought if so."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from catalog.models import CourseSummary
from classroom.models import CourseBatch
from commerce.models import Offer


class Problem:
    """Why something cannot be bought; machine words, part of the API."""

    CLOSED = "closed"
    OWNED = "owned"
    SOLD_OUT = "sold_out"
    FREE = "free"
    CURRENCY = "other_currency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """An offer as it is sold at one moment; amounts in the smallest unit of `currency`.

    `cards` are the courses that it opens, in order; `list_minor` is the price without a sale. `batch` is the one
    that a place is bought in.
    """

    offer: Offer
    title: str
    url: str
    cards: tuple[CourseSummary, ...]
    list_minor: int
    price_minor: int
    currency: str
    sale_until: datetime | None = None
    problem: str = ""
    batch: CourseBatch | None = None
    # Whether the problem is none for somebody for whom one is taken already: it is sold out, or its time is over.
    is_for_holders: bool = False
    # Whether the coupon that was asked about names it; said of coupons alone that are for some courses.
    is_for_coupon: bool = False

    @property
    def is_on_sale(self) -> bool:
        return self.price_minor < self.list_minor

    @property
    def keys(self) -> list[UUID]:
        """The keys of the courses."""
        return [card.course_key for card in self.cards]
