"""Reading orders: whose somebody may see, with everything that is shown of them.

What is shown stands in `shown_lines`, `shown_payments` (the latest first), `shown_refunds` and `is_under_review`.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from commerce.models import Order, OrderFlag, OrderLine, OrderStatus, Payment, Refund


def visible_order(user, number: str) -> Order | None:
    """The order of this number with its details: one's own, or any for who may refund; else None."""
    orders = with_details(Order.objects.filter(number=number))
    own = orders.filter(user=user).first()
    if own is None:
        return orders.first() if user.has_perm("commerce.add_refund") else None
    own.user = user  # known already; asked for, it would be one more query
    return own


def with_details(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Orders with lines, payments, refunds, and whether staff are looking at them: four queries for any number."""
    lines = OrderLine.objects.select_related("gift").order_by("position")
    flags = OrderFlag.objects.filter(order=OuterRef("pk"), resolved_at=None)
    return orders.annotate(is_under_review=Exists(flags)).prefetch_related(
        Prefetch("lines", lines, to_attr="shown_lines"),
        Prefetch("payments", Payment.objects.order_by("-created_at", "-pk"), to_attr="shown_payments"),
        Prefetch("refunds", Refund.objects.prefetch_related("lines__line"), to_attr="shown_refunds"),
    )


def note_details(order: Any, lines: Sequence[OrderLine]) -> None:
    """What `with_details` would read of an order that was just written with these lines: nothing has happened yet."""
    gift = OrderLine._meta.get_field("gift")
    for line in lines:
        gift.set_cached_value(line, None)
    order.shown_lines, order.shown_payments, order.shown_refunds = list(lines), [], []
    order.is_under_review = False


def details_of(order: Order) -> Order:
    """The order with its details: as it is where they were noted and it still waits to be paid, else read anew."""
    if order.status == OrderStatus.PENDING and hasattr(order, "shown_lines"):
        return order
    return with_details(Order.objects.filter(pk=order.pk)).get()
