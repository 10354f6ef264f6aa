"""Reading orders: whose somebody may see, with everything that is shown of them."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from commerce.models import Order, OrderFlag, OrderLine, Payment, Refund


def orders_visible_to(user) -> QuerySet[Order]:
    """One's own; for who may refund, all."""
    if user.has_perm("commerce.add_refund"):
        return Order.objects.all()
    return Order.objects.filter(user=user)


def with_details(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Orders with lines, payments, refunds, and whether staff are looking at them: four queries for any number."""
    lines = OrderLine.objects.select_related("gift").order_by("position")
    flags = OrderFlag.objects.filter(order=OuterRef("pk"), resolved_at=None)
    return orders.annotate(is_under_review=Exists(flags)).prefetch_related(
        Prefetch("lines", lines),
        Prefetch("payments", Payment.objects.order_by("-created_at", "-pk")),
        Prefetch("refunds", Refund.objects.prefetch_related("lines__line")),
    )
