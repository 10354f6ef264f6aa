"""Whether a learner can give something back by themself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import timezone

from catalog.models import Certificate, Enrollment
from commerce.models import Order, OrderLine, OrderStatus, ShopSettings


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
    return return_rights(line.order, [line], now=now)[line.pk]


def return_rights(order: Order, lines: Iterable[OrderLine], *, now: datetime | None = None) -> dict[int, ReturnRight]:
    """The same for several lines of one order, by the id of each; four queries at most for any number."""
    terms, lines = ShopSettings.load(), list(lines)
    nothing = {line.pk: ReturnRight(False, "REFUND_NOTHING") for line in lines}
    if order.status != OrderStatus.PAID or order.paid_at is None:
        return nothing
    until = order.paid_at + timedelta(days=terms.refund_days)
    if (now or timezone.now()) >= until:
        return nothing | {line.pk: ReturnRight(False, "REFUND_TOO_LATE", until) for line in _left(lines)}
    used = _used(order, _left(lines), terms.refund_percent)
    return nothing | {
        line.pk: ReturnRight(False, "REFUND_PROGRESS", until) if line.pk in used else ReturnRight(True, until=until)
        for line in _left(lines)
    }


def _left(lines: list[OrderLine]) -> list[OrderLine]:
    """The lines that cost something, of which nothing went back yet."""
    return [line for line in lines if line.total_minor and not line.refunded_minor]


def _used(order: Order, lines: list[OrderLine], most_percent: int) -> set[int]:
    """The ids of the lines that are too far used to be given back."""
    prefetch_related_objects(lines, "courses")
    keys = {course.course_key for line in lines if not line.is_gift for course in line.courses.all()}
    runs = list(Enrollment.objects.filter(user=order.user_id, course_key__in=keys)) if keys else []
    finished = set(Certificate.objects.filter(enrollment__in=runs).values_list("enrollment", flat=True)) if runs else ()
    used = {run.course_key for run in runs if run.percent >= max(most_percent, 1) or run.pk in finished}
    return {line.pk for line in lines if _is_used(line, used)}


def _is_used(line: OrderLine, used: set[UUID]) -> bool:
    if line.is_gift:
        gift = getattr(line, "gift", None)
        return gift is not None and gift.redeemed_at is not None
    return any(course.course_key in used for course in line.courses.all())
