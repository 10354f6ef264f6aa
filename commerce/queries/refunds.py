"""Whether a learner can give something back by themself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from catalog.models import Certificate, Enrollment
from commerce.models import OrderLine, OrderStatus, ShopSettings


@dataclass(frozen=True, slots=True)
class ReturnRight:
    """`allowed`, or why not: REFUND_NOTHING, REFUND_TOO_LATE, REFUND_PROGRESS; `until` when it ends."""

    allowed: bool
    reason: str = ""
    until: datetime | None = None


def return_right(line: OrderLine, *, now: datetime | None = None) -> ReturnRight:
    """Whether the buyer of this line of a paid order can have the money back without asking anybody.

    Within the days that the shop gives, while less than so many percent of every course are completed, before
    a certificate was issued, and as long as a gift has not been redeemed. Four queries at most.
    """
    terms, order = ShopSettings.load(), line.order
    if order.status != OrderStatus.PAID or line.refunded_minor or not line.total_minor or order.paid_at is None:
        return ReturnRight(False, "REFUND_NOTHING")
    until = order.paid_at + timedelta(days=terms.refund_days)
    if (now or timezone.now()) >= until:
        return ReturnRight(False, "REFUND_TOO_LATE", until)
    if _is_used(line, terms.refund_percent):
        return ReturnRight(False, "REFUND_PROGRESS", until)
    return ReturnRight(True, until=until)


def _is_used(line: OrderLine, most_percent: int) -> bool:
    if line.is_gift:
        gift = getattr(line, "gift", None)
        return gift is not None and gift.redeemed_at is not None
    keys = [course.course_key for course in line.courses.all()]
    runs = list(Enrollment.objects.filter(user=line.order.user, course_key__in=keys))
    if any(run.percent >= max(most_percent, 1) for run in runs):
        return True
    return Certificate.objects.filter(enrollment__in=runs).exists()
