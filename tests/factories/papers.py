"""Paid orders and settled refunds as rows, for what is written about them afterwards."""

from datetime import datetime
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from catalog.models import CoursePage
from commerce.models import (
    Invoice,
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
from commerce.services.invoices import issue_invoice
from commerce.taxes import NO_TAX, TaxRule, taxed
from tests.factories.accounts import UserFactory

VAT = TaxRule(name="VAT", percent=Decimal(19), is_included=True)
_numbers = count(1)


def make_paid_order(
    *courses: CoursePage,
    user: User | None = None,
    prices: tuple[int, ...] = (11900,),
    discount_minor: int = 0,
    rule: TaxRule = NO_TAX,
    paid_at: datetime | None = None,
    gift: dict[str, Any] | None = None,
    **fields: Any,
) -> Order:
    """An order of one line for each price; the lines are of `courses` as far as there are any.

    `discount_minor` is taken off each line; `gift` are the fields that make the first line one.
    """
    user = user or UserFactory()
    lines = [_amounts(price, discount_minor, rule) for price in prices]
    moment = paid_at or timezone.now()
    order = Order.objects.create(
        number=f"T{next(_numbers):06}",
        user=user,
        email=user.email,
        status=OrderStatus.PAID,
        currency=fields.pop("currency", "EUR"),
        placed_at=moment,
        expires_at=moment,
        paid_at=moment,
        **{name: sum(line[name] for line in lines) for name in lines[0]},
        **fields,
    )
    for position, amounts in enumerate(lines):
        course = courses[position] if position < len(courses) else None
        _add_line(order, position, course, amounts, rule, gift if position == 0 else None)
    if order.total_minor:
        _pay(order, moment)
    return order


def make_invoices(number: int, *, user: User) -> list[Invoice]:
    """So many invoices of one person."""
    return [issue_invoice(order_id=make_paid_order(user=user).pk) for _place in range(number)]


def make_settled_refund(order: Order, *, part: Decimal = Decimal(1), **fields: Any) -> Refund:
    """That part of each line, sent back; `lines=[]` for money that belongs to none."""
    lines = fields.pop("lines", list(order.lines.all()))
    parts = [(line, int(line.total_minor * part), int(line.tax_minor * part)) for line in lines]
    refund = Refund.objects.create(
        payment=fields.pop("payment", None) or order.payments.get(status=PaymentStatus.ACCEPTED),
        order=order,
        status=fields.pop("status", RefundStatus.SETTLED),
        reason=fields.pop("reason", Refund.Reason.LEARNER),
        amount_minor=sum(amount for _line, amount, _tax in parts) or order.total_minor,
        currency=order.currency,
        settled_at=fields.pop("settled_at", None) or timezone.now(),
        **fields,
    )
    for line, amount, tax in parts:
        RefundLine.objects.create(refund=refund, line=line, amount_minor=amount, tax_minor=tax)
    return refund


def make_surplus_payment(order: Order) -> Payment:
    """The same money once more."""
    return _pay(order, timezone.now(), status=PaymentStatus.SURPLUS)


def _amounts(price: int, discount: int, rule: TaxRule) -> dict[str, int]:
    part = taxed(price - discount, rule)
    return {
        "list_minor": price,
        "discount_minor": discount,
        "net_minor": part.net_minor,
        "tax_minor": part.tax_minor,
        "total_minor": part.total_minor,
    }


def _add_line(order, position, course, amounts, rule, gift) -> None:
    course_key = course.translation_key if course else uuid4()
    offer, _created = Offer.objects.get_or_create(kind="course", course_key=course_key)
    title = course.title if course else f"Course {position + 1}"
    line = OrderLine.objects.create(
        order=order,
        offer=offer,
        position=position,
        title=title,
        tax_name=rule.name,
        tax_percent=rule.percent,
        tax_included=rule.is_included,
        **amounts,
        **(gift or {}),
    )
    LineCourse.objects.create(line=line, course_key=course_key, title=title, net_minor=amounts["net_minor"])


def _pay(order: Order, moment: datetime, status: str = PaymentStatus.ACCEPTED) -> Payment:
    return Payment.objects.create(
        order=order,
        gateway="sandbox",
        provider_id=f"pay_{uuid4().hex}",
        status=status,
        amount_minor=order.total_minor,
        currency=order.currency,
        received_at=moment,
    )
