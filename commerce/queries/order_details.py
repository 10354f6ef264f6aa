"""Reading orders: whose somebody may see, with everything that is shown of them."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from commerce.models import Order, OrderFlag, OrderLine, Payment, Refund


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
        Prefetch("lines", lines),
        Prefetch("payments", Payment.objects.order_by("-created_at", "-pk")),
        Prefetch("refunds", Refund.objects.prefetch_related("lines__line")),
    )
