"""What staff see of orders: lists, and everything about one."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from accounts.models import UserActivity
from commerce.models import (
    Gift,
    Invoice,
    LedgerEntry,
    LineCourse,
    MoneyAct,
    Order,
    OrderFlag,
    OrderLine,
    Payment,
    PaymentStatus,
    ProviderEvent,
    Refund,
)


def listed_orders() -> QuerySet[Order]:
    """All orders with buyer and lines; each knows whether it `is_flagged` and by which `gateway` it was paid."""
    flags = OrderFlag.objects.filter(order=OuterRef("pk"), resolved_at=None)
    accepted = Payment.objects.filter(order=OuterRef("pk"), status=PaymentStatus.ACCEPTED).order_by()
    orders = Order.objects.select_related("user").prefetch_related("lines")
    return orders.annotate(is_flagged=Exists(flags), gateway=Subquery(accepted.values("gateway")[:1]))


def search_orders(orders: QuerySet[Order], words: str) -> QuerySet[Order]:
    """Of these, the orders with that in their number, an address of their buyer, or the title of what was bought."""
    bought = OrderLine.objects.filter(order=OuterRef("pk"))
    courses = LineCourse.objects.filter(line__order=OuterRef("pk"), title__icontains=words)
    return orders.filter(
        Q(number__icontains=words)
        | Q(email__icontains=words)
        | Q(user__email__icontains=words)
        | Exists(bought.filter(title__icontains=words))
        | Exists(courses)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """All there is about one order; lists with the newest first, the lines in their order."""

    order: Order
    lines: list[OrderLine]
    payments: list[Payment]
    events: list[ProviderEvent]
    refunds: list[Refund]
    flags: list[OrderFlag]
    ledger: list[LedgerEntry]
    invoices: list[Invoice]
    activity: list[UserActivity]
    acts: list[MoneyAct]

    @property
    def left_minor(self) -> int:
        """What could still be sent back to the buyer."""
        return self.order.total_minor - self.order.refunded_minor


def order_numbered(number: str) -> Order | None:
    """The order of that number with its buyer; one query."""
    return Order.objects.select_related("user", "coupon").filter(number=number).first()


def order_facts(order: Order, *, with_books: bool) -> OrderFacts:
    """The facts of an order; thirteen queries at most, whatever there is. The books only `with_books`."""
    key = order_key(order)
    lines = order.lines.select_related("offer", "gift__redeemed_by").prefetch_related("courses").order_by("position")
    refunds = order.refunds.select_related("payment", "asked_by").prefetch_related("lines__line")
    return OrderFacts(
        order=order,
        lines=list(lines),
        payments=list(order.payments.all()),
        events=list(ProviderEvent.objects.filter(payment__order=order).select_related("payment")),
        refunds=list(refunds),
        flags=list(order.flags.select_related("line", "payment", "resolved_by")),
        ledger=list(order.ledger_entries.select_related("instructor")) if with_books else [],
        invoices=list(order.invoices.all()),
        activity=list(UserActivity.objects.filter(user=order.user_id, object_key=key)) if order.user_id else [],
        acts=list(MoneyAct.objects.filter(target=key)),
    )


def order_key(order: Order) -> str:
    """What logs call the order."""
    return f"order:{order.number}"


def listed_flags() -> QuerySet[OrderFlag]:
    """All flags with what they are about; open ones first, then the newest."""
    flags = OrderFlag.objects.select_related("order__user", "line", "payment", "resolved_by")
    return flags.order_by(F("resolved_at").desc(nulls_first=True), "-created_at", "-pk")


def open_flag_count() -> int:
    """How many flags wait for a person; one query."""
    return OrderFlag.objects.filter(resolved_at=None).count()


def listed_refunds() -> QuerySet[Refund]:
    """All refunds with their order, and the lines that they belong to."""
    return Refund.objects.select_related("order__user", "payment", "asked_by").prefetch_related("lines__line")


def listed_gifts() -> QuerySet[Gift]:
    """All gifts with the order, who gave and who redeemed."""
    return Gift.objects.select_related("line__order__user", "redeemed_by")


def orders_of(user, most: int = 20) -> list[Order]:
    """The newest orders of a person with their lines; two queries."""
    lines = Prefetch("lines", OrderLine.objects.order_by("position"))
    return list(Order.objects.filter(user=user).prefetch_related(lines)[:most])
