"""Orders that a person must look at."""

from datetime import datetime

from django.utils import timezone

from commerce.events import OrderFlagged
from commerce.models import Order, OrderFlag, OrderLine, Payment
from lms_site.events import publish


def flag_order(
    *,
    order: Order,
    reason: str,
    line: OrderLine | None = None,
    payment: Payment | None = None,
    note: str = "",
    now: datetime | None = None,
) -> OrderFlag:
    """Flag the locked order, once for each reason, line and payment while it is not resolved."""
    flag, is_new = OrderFlag.objects.get_or_create(
        order=order,
        reason=reason,
        line=line,
        payment=payment,
        resolved_at=None,
        defaults={"note": note, "created_at": now or timezone.now()},
    )
    if is_new:
        publish(OrderFlagged(flag_id=flag.pk))
    return flag


def resolve_flag(*, flag: OrderFlag, by, resolution: str, now: datetime | None = None) -> None:
    """A person has seen to it; a flag is resolved once."""
    OrderFlag.objects.filter(pk=flag.pk, resolved_at=None).update(
        resolved_at=now or timezone.now(), resolved_by=by, resolution=resolution[:40]
    )
