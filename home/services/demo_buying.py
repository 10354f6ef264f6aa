"""Buying in the demo: by the services that a click on "pay" goes through, with a bank that says yes."""

from __future__ import annotations

from datetime import date, datetime

from accounts.models import User
from catalog.models import CoursePage
from commerce.gateways.base import NoticeKind
from commerce.gateways.sandbox import SandboxGateway, decision
from commerce.models import Offer, Order, Payment
from commerce.queries.cart import find_cart, quote_cart
from commerce.services.carts import add_to_cart, open_cart, use_coupon
from commerce.services.invoices import issue_invoice
from commerce.services.offers import offer_for_course
from commerce.services.orders import Billing, place_order
from commerce.services.payments import apply_notice, start_payment
from commerce.services.sales import roll_up_order
from commerce.taxes import tax_rule


def order_course(
    user: User,
    course: CoursePage,
    *,
    moment: datetime,
    coupon: str = "",
    gift: dict[str, str | date | None] | None = None,
) -> Order:
    """An order of `course` that waits to be paid."""
    return order_offer(user, offer_for_course(course.translation_key), moment=moment, coupon=coupon, gift=gift)


def order_offer(
    user: User,
    offer: Offer,
    *,
    moment: datetime,
    coupon: str = "",
    gift: dict[str, str | date | None] | None = None,
) -> Order:
    """An order of `offer` that waits to be paid."""
    country = "ID" if user.language == "id" else ""
    cart = open_cart(user=user)
    add_to_cart(cart=cart, offer=offer, gift=gift, now=moment)
    if coupon:
        use_coupon(cart=cart, code=coupon, now=moment)
    seen = quote_cart(find_cart(user=user), rule=tax_rule(country=country), now=moment).fingerprint
    billing = Billing(billing_name=user.display_name, country=country)
    return place_order(user=user, billing=billing, seen=seen, language=user.language or "en", now=moment)


def pay_order(order: Order, *, moment: datetime) -> Order:
    """The order, paid, with what follows from that but for the mails."""
    if order.total_minor:
        payment, _started = start_payment(order=order, gateway=SandboxGateway(), now=moment)
        tell(payment, NoticeKind.SUCCEEDED, moment=moment)
        issue_invoice(order_id=order.pk, now=moment)
    roll_up_order(order_id=order.pk)
    return Order.objects.get(pk=order.pk)


def tell(payment: Payment, kind: NoticeKind, *, moment: datetime, failure_code: str = "") -> None:
    """What the bank says of a payment."""
    apply_notice(gateway="sandbox", notice=decision(payment, kind, failure_code), now=moment)
