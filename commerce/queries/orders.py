"""Reading the orders of a person, and how far the payment of one is."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from commerce.models import Order, OrderFlag, OrderLine, OrderStatus, Payment, PaymentStatus

# How an order stands, in words for templates.
PAID, REFUNDED, FLAGGED, PROCESSING, DECLINED, WAITING, ENDED = (
    "paid", "refunded", "flagged", "processing", "declined", "waiting", "ended",
)  # fmt: skip
OF_MONEY = (OrderFlag.Reason.WRONG_AMOUNT, OrderFlag.Reason.PAID_TWICE, OrderFlag.Reason.SOLD_OUT)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an order stands; `payment` is the last one, `flags` what staff have not seen to yet."""

    state: str
    payment: Payment | None
    flags: tuple[OrderFlag, ...]

    @property
    def is_open(self) -> bool:
        """Whether the bank's word is still to come."""
        return self.state in (PROCESSING, WAITING)

    @property
    def is_going_back(self) -> bool:
        """Whether the money came when nothing was left, and is sent back."""
        return any(flag.reason == OrderFlag.Reason.SOLD_OUT for flag in self.flags)


def orders_of(user) -> QuerySet[Order]:
    """The orders of a person with their lines, newest first; two queries."""
    lines = OrderLine.objects.select_related("offer").order_by("position")
    return Order.objects.filter(user=user).prefetch_related(Prefetch("lines", lines)).order_by("-placed_at", "-pk")


def order_with_key(user, key: UUID) -> Order | None:
    """An order of a person by the key in its address, with its lines."""
    return orders_of(user).filter(key=key).first()


def standing_of(order: Order) -> Standing:
    """How the order stands as far as we have been told; two queries."""
    payment = order.payments.first()
    flags = tuple(order.flags.filter(resolved_at=None))
    return Standing(_state(order, payment, flags), payment, flags)


def _state(order: Order, payment: Payment | None, flags: tuple[OrderFlag, ...]) -> str:
    if order.status in (OrderStatus.PAID, OrderStatus.REFUNDED):
        return PAID if order.status == OrderStatus.PAID else REFUNDED
    if any(flag.reason in OF_MONEY for flag in flags):
        return FLAGGED
    if payment is not None and payment.status == PaymentStatus.PROCESSING:
        return PROCESSING
    if order.status != OrderStatus.PENDING:
        return ENDED
    if payment is not None and (payment.failure_code or payment.status == PaymentStatus.FAILED):
        return DECLINED
    return WAITING
