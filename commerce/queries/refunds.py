"""Whether a learner can give something back by themself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from catalog.models import Certificate, Enrollment
from commerce.models import Gift, LineCourse, Order, OrderLine, OrderStatus, ShopSettings


@dataclass(frozen=True, slots=True)
class ReturnRight:
    """`allowed`, or why not: REFUND_NOTHING, REFUND_TOO_LATE, REFUND_PROGRESS; `until` when it ends."""

    allowed: bool
    reason: str = ""
    until: datetime | None = None


NOTHING = ReturnRight(False, "REFUND_NOTHING")


def return_right(line: OrderLine, *, now: datetime | None = None) -> ReturnRight:
    """Whether the buyer of this line can have the money back without asking anybody; see `return_rights`."""
    return return_rights(line.order, [line], now=now)[line.pk]


def return_rights(order: Order, lines: Sequence[OrderLine], *, now: datetime | None = None) -> dict[int, ReturnRight]:
    """For each of these lines of the order, by its id, whether its buyer can give it back without asking anybody.

    Within the days that the shop gives, while less than so many percent of every course are completed, before
    a certificate was issued, and as long as a gift has not been redeemed. Five queries at most for all lines.
    """
    if order.status != OrderStatus.PAID:
        return {line.pk: NOTHING for line in lines}
    terms = ShopSettings.load()
    until = order.paid_at + timedelta(days=terms.refund_days) if order.paid_at else None
    rights = {line.pk: _by_time(order, line, until, now or timezone.now()) for line in lines}
    open_lines = [line for line in lines if rights[line.pk].allowed]
    for line_id in _used_lines(order, open_lines, max(terms.refund_percent, 1)):
        rights[line_id] = ReturnRight(False, "REFUND_PROGRESS", until)
    return rights


def _by_time(order: Order, line: OrderLine, until: datetime | None, now: datetime) -> ReturnRight:
    if line.refunded_minor or not line.total_minor or until is None:
        return NOTHING
    return ReturnRight(now < until, "" if now < until else "REFUND_TOO_LATE", until)


def _used_lines(order: Order, lines: list[OrderLine], most_percent: int) -> set[int]:
    """Those of which too much was learned, or which somebody has redeemed."""
    gifts = [line.pk for line in lines if line.is_gift]
    redeemed = Gift.objects.filter(line__in=gifts, redeemed_at__isnull=False) if gifts else Gift.objects.none()
    own = [line.pk for line in lines if not line.is_gift]
    if not own:
        return set(redeemed.values_list("line", flat=True))
    courses = list(LineCourse.objects.filter(line__in=own).values_list("line", "course_key"))
    runs = list(Enrollment.objects.filter(user=order.user, course_key__in=[key for _line, key in courses]))
    certified = set(Certificate.objects.filter(enrollment__in=runs).values_list("enrollment", flat=True))
    finished = {run.course_key for run in runs if run.percent >= most_percent or run.pk in certified}
    return {line for line, key in courses if key in finished} | set(redeemed.values_list("line", flat=True))
