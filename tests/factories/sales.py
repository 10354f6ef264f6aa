"""Paid orders, refunds and what is booked for them, without the way through cart and checkout."""

import itertools
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from catalog.models import CoursePage
from commerce.models import (
    Coupon,
    InstructorShare,
    LineCourse,
    Offer,
    Order,
    OrderLine,
    OrderStatus,
    Payment,
    PaymentStatus,
    Refund,
    RefundLine,
    RefundStatus,
)
from commerce.money import allocate
from commerce.services.books import book_refund, book_sale
from lms_site.models import Stock

numbers = itertools.count(1)


@dataclass(frozen=True, kw_only=True)
class Sold:
    """A line to sell: its courses, its net price and the tax on that."""

    courses: Sequence[uuid.UUID]
    net_minor: int = 1000
    tax_minor: int = 0


def shared_course(*people: User, parts: Sequence[int] = ()) -> uuid.UUID:
    """The key of a course without a page, whose money these people share."""
    key = uuid.uuid4()
    for person, count in zip(people, parts or [1] * len(people), strict=True):
        InstructorShare.objects.create(course_key=key, instructor=person, parts=count)
    return key


def a_coupon(*, owner: User | None = None) -> Coupon:
    """Ten percent off everything."""
    code = f"CODE{next(numbers)}"
    return Coupon.objects.create(code=code, percent=10, owner=owner, stock=Stock.objects.create(name=code))


def paid_order(
    *lines: Sold,
    coupon: Coupon | None = None,
    currency: str = "USD",
    buyer: User | None = None,
    now: datetime | None = None,
) -> Order:
    """A paid order with these lines, nothing booked yet."""
    now = now or timezone.now()
    net, tax = sum(line.net_minor for line in lines), sum(line.tax_minor for line in lines)
    order = Order.objects.create(
        number=f"T{next(numbers)}",
        user=buyer,
        status=OrderStatus.PAID,
        currency=currency,
        list_minor=net + tax,
        net_minor=net,
        tax_minor=tax,
        total_minor=net + tax,
        coupon=coupon,
        email="buyer@example.com",
        placed_at=now,
        expires_at=now,
        paid_at=now,
    )
    for position, line in enumerate(lines):
        add_line(order, position, line)
    return order


def add_line(order: Order, position: int, sold: Sold) -> OrderLine:
    offer = Offer.objects.create(kind="bundle", slug=f"offer-{next(numbers)}", price_minor=1, currency=order.currency)
    line = OrderLine.objects.create(
        order=order,
        offer=offer,
        position=position,
        title=f"Line {position}",
        list_minor=sold.net_minor + sold.tax_minor,
        net_minor=sold.net_minor,
        tax_minor=sold.tax_minor,
        total_minor=sold.net_minor + sold.tax_minor,
    )
    parts = allocate(sold.net_minor, [1] * len(sold.courses))
    LineCourse.objects.bulk_create(
        LineCourse(line=line, course_key=key, title="Course", net_minor=part)
        for key, part in zip(sold.courses, parts, strict=True)
    )
    return line


def payment_of(order: Order, *, status: str = PaymentStatus.ACCEPTED, now: datetime | None = None) -> Payment:
    """Money that has come for the order."""
    return Payment.objects.create(
        order=order,
        gateway="sandbox",
        status=status,
        amount_minor=max(order.total_minor, 1),
        currency=order.currency,
        received_at=now or timezone.now(),
    )


def book_sold(*lines: Sold, now: datetime | None = None, **options) -> Order:
    """A paid order, booked."""
    now = now or timezone.now()
    order = paid_order(*lines, now=now, **options)
    book_sale(order=order, payment=payment_of(order, now=now), now=now)
    return order


def sell(course: CoursePage | uuid.UUID, *, net_minor: int = 1000, days_ago: int = 0, **options) -> Order:
    """One course, sold and booked so many days ago."""
    key = course if isinstance(course, uuid.UUID) else course.translation_key
    return book_sold(Sold(courses=[key], net_minor=net_minor), now=timezone.now() - timedelta(days=days_ago), **options)


def settled_refund(
    order: Order, amounts: dict[OrderLine, tuple[int, int]], *, unexplained: int = 0, now: datetime | None = None
) -> Refund:
    """Money that has gone back; `amounts` are (amount, of which tax) by line. Nothing booked yet."""
    refund = Refund.objects.create(
        payment=order.payments.get(status=PaymentStatus.ACCEPTED),
        order=order,
        status=RefundStatus.SETTLED,
        reason=Refund.Reason.STAFF,
        amount_minor=sum(amount for amount, _tax in amounts.values()) + unexplained,
        currency=order.currency,
        settled_at=now or timezone.now(),
    )
    for line, (amount, tax) in amounts.items():
        RefundLine.objects.create(refund=refund, line=line, amount_minor=amount, tax_minor=tax)
    return refund


def book_back(order: Order, *, amount_minor: int | None = None, now: datetime | None = None) -> Refund:
    """So much of the net price of the first line sent back and booked; without an amount the whole line."""
    line = order.lines.get(position=0)
    whole = (line.total_minor, line.tax_minor)
    refund = settled_refund(order, {line: whole if amount_minor is None else (amount_minor, 0)}, now=now)
    book_refund(refund=refund, now=now or timezone.now())
    return refund
