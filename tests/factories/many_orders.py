"""Many buyers, their carts and orders, each like one that the services made, at a few strokes for any number."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.db.models import F, Model

from accounts.models import User
from catalog.models import CoursePage
from commerce.gateways.sandbox import provider_id_of
from commerce.models import (
    Cart,
    CartItem,
    Coupon,
    Hold,
    LineCourse,
    Offer,
    Order,
    OrderLine,
    Payment,
    Refund,
    RefundLine,
)
from commerce.numbers import new_number
from lms_site.models import Stock
from tests.factories.commerce import fill_cart, seen_by


def fill_carts(buyers: Sequence[User], *things: CoursePage | Offer, coupon: Coupon | None = None) -> str:
    """The same things in the cart of each; returns the fingerprint that all of them see."""
    repeat_cart(fill_cart(buyers[0], *things, coupon=coupon), buyers[1:])
    return seen_by(buyers[0])


def repeat_cart(cart: Cart, buyers: Sequence[User]) -> None:
    """A cart like this one for each of `buyers`, who have none yet."""
    carts = Cart.objects.bulk_create(_again(cart, key=uuid4(), user_id=buyer.pk) for buyer in buyers)
    items = list(cart.items.all())
    CartItem.objects.bulk_create(_again(item, cart_id=one.pk) for one in carts for item in items)


def repeat_order(order: Order, buyers: Sequence[User]) -> list[Order]:
    """For each of `buyers` an order like this one of the sandbox, with its lines, what it holds, and its payments.

    What came of it is not repeated: courses that were opened, books, papers, notices, mail.
    """
    orders = Order.objects.bulk_create(
        _again(order, key=uuid4(), number=new_number(order.placed_at), user_id=buyer.pk, email=buyer.email)
        for buyer in buyers
    )
    for line in order.lines.all():
        lines = OrderLine.objects.bulk_create(_again(line, order_id=one.pk) for one in orders)
        courses = list(line.courses.all())
        LineCourse.objects.bulk_create(_again(course, line_id=one.pk) for one in lines for course in courses)
    for hold in order.holds.all():
        Hold.objects.bulk_create(_again(hold, order_id=one.pk) for one in orders)
        Stock.objects.filter(pk=hold.stock_id).update(taken=F("taken") + len(orders))
    for payment in order.payments.all():
        keys = [uuid4() for _order in orders]
        Payment.objects.bulk_create(
            _again(payment, order_id=one.pk, key=key, provider_id=provider_id_of(key))
            for one, key in zip(orders, keys, strict=True)
        )
    return orders


def repeat_refund(refund: Refund, orders: Sequence[Order]) -> None:
    """Such a refund, and its lines, of each of `orders`, which repeat the order of this one."""
    refunds = Refund.objects.bulk_create(
        _again(refund, key=uuid4(), order_id=order.pk, payment_id=order.payments.get().pk) for order in orders
    )
    for part in refund.lines.select_related("line"):
        RefundLine.objects.bulk_create(
            _again(part, refund_id=one.pk, line_id=order.lines.get(position=part.line.position).pk)
            for one, order in zip(refunds, orders, strict=True)
        )


def _again(row: Model, **changes: Any) -> Model:
    """An unsaved row with the same values but for `changes`."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    return type(row)(**{**{field.attname: getattr(row, field.attname) for field in fields}, **changes})
