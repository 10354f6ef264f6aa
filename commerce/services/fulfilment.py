"""Turning a paid order into courses and places in batches: for oneself at once, as a gift when it is redeemed."""

from datetime import UTC, datetime, time
from uuid import UUID

from django.db import transaction

from accounts.models import ActivityVerb, UserActivity
from accounts.services.activity import record_activities
from catalog.models import CoursePage, Grant, LearningPathPage
from catalog.services.enrollment import revoke
from catalog.services.enrollment_of_one import enroll_in_courses
from catalog.services.paths import enroll_in_path
from commerce.models import Gift, Order, OrderFlag, OrderLine

from .carts import clear_bought
from .flags import flag_order
from .places import give_places, take_place_back


def fulfil(*, order: Order, now: datetime) -> None:
    """Deliver every line of the locked order that was not delivered yet; call it within its transaction.

    A line of which a course cannot be opened is flagged for staff and stays undelivered; the others are
    delivered. Running it again delivers what is missing.
    """
    lines = [line for line in order.lines.all() if not line.fulfilled_at]
    gifts = [line for line in lines if line.is_gift]
    places = [line for line in lines if not line.is_gift and line.offer.batch_id]
    own = [line for line in lines if not line.is_gift and not line.offer.batch_id]
    Gift.objects.bulk_create([Gift(line=line, send_at=_send_at(line, now)) for line in gifts], ignore_conflicts=True)
    delivered = gifts + give_places(order=order, lines=places, now=now)
    delivered += open_lines(user=order.user, lines=own, source=Grant.Source.PURCHASE, now=now, flagged_order=order)
    for line in delivered:
        line.fulfilled_at = now
    OrderLine.objects.bulk_update(delivered, ["fulfilled_at"])
    if order.user is not None:
        _tell(order, lines, now)
        clear_bought(user=order.user, offer_ids=[line.offer_id for line in lines], coupon_id=order.coupon_id)


def open_lines(
    *, user, lines: list[OrderLine], source: str, now: datetime, flagged_order: Order | None = None
) -> list[OrderLine]:
    """Open the courses of these lines to `user`; returns the lines that could be, flags the others."""
    if not lines:
        return []
    keys = {course.course_key for line in lines for course in line.courses.all()}
    courses = _live_courses(keys) if user is not None else {}
    ready = [line for line in lines if all(course.course_key in courses for course in line.courses.all())]
    wanted = {
        grant_reference(line, course.course_key): courses[course.course_key]
        for line in ready
        for course in line.courses.all()
    }
    if wanted:
        enroll_in_courses(user=user, courses=wanted, source=source, now=now)
    for line in ready:
        _enter_path(user, line, now)
    if flagged_order is not None:
        for line in lines:
            if line not in ready:
                flag_order(order=flagged_order, reason=OrderFlag.Reason.CLOSED, line=line, now=now)
    return ready


def take_back(*, line: OrderLine, now: datetime) -> None:
    """End what a line has opened, for the buyer or for whoever redeemed it; a gift can be redeemed no more."""
    if line.offer.batch_id:
        take_place_back(line=line, now=now)
        return
    for course in line.courses.all():
        for source in (Grant.Source.PURCHASE, Grant.Source.GIFT):
            revoke(source=source, reference=grant_reference(line, course.course_key), now=now)
    Gift.objects.filter(line=line, cancelled_at=None).update(cancelled_at=now)


def grant_reference(line: OrderLine, course_key: UUID) -> str:
    """What names the grant that a line has given of a course."""
    return f"line:{line.pk}:{course_key}"


def _live_courses(keys: set[UUID]) -> dict[UUID, CoursePage]:
    rows = CoursePage.objects.live().filter(translation_key__in=keys, alias_of=None).defer_streamfields()
    return {course.translation_key: course for course in rows.order_by("-pk")}


def _enter_path(user, line: OrderLine, now: datetime) -> None:
    if line.offer.path_key is None:
        return
    path = LearningPathPage.objects.live().filter(translation_key=line.offer.path_key).first()
    if path is not None:
        with transaction.atomic():
            enroll_in_path(user=user, path=path, now=now)


def _send_at(line: OrderLine, now: datetime) -> datetime:
    """The morning (UTC) of the day that the buyer chose, else at once."""
    if line.gift_on is None:
        return now
    return max(now, datetime.combine(line.gift_on, time(1), tzinfo=UTC))


def _tell(order: Order, lines: list[OrderLine], now: datetime) -> None:
    record_activities(
        UserActivity(
            user=order.user,
            verb=ActivityVerb.PURCHASED,
            label=line.title,
            object_key=f"order:{order.number}",
            created_at=now,
        )
        for line in lines
    )
