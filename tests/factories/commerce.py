"""Offers, carts and orders, made the way the shop makes them; the sandbox stands for the provider."""

import itertools
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import User
from catalog.models import CoursePage, LearningPathPage
from commerce.gateways.base import Notice, NoticeKind
from commerce.gateways.sandbox import SandboxGateway, decision
from commerce.models import (
    BundleCourse,
    Cart,
    CartItem,
    Coupon,
    CouponCourse,
    Offer,
    OfferKind,
    Order,
    Payment,
    ProviderEvent,
    TaxRate,
)
from commerce.queries.cart import find_cart, quote_cart
from commerce.services.carts import add_to_cart, open_cart
from commerce.services.offers import offer_for_course
from commerce.services.orders import Billing, place_order
from commerce.services.payments import apply_notice, start_payment
from commerce.taxes import tax_rule
from lms_site.models import Stock
from tests.factories.accounts import UserFactory
from tests.factories.catalog import make_course, make_courses

numbers = itertools.count(1)


def make_paid_course(price_minor: int = 2000, currency: str = "USD", **options: Any) -> CoursePage:
    """A live course with a list price; without lessons unless asked for, as most of the shop looks at none."""
    options.setdefault("modules", 1 if "lessons" in options else 0)
    return make_course(price_minor=price_minor, currency=currency, **options)


def make_paid_courses(count: int, **options: Any) -> list[CoursePage]:
    """`count` such courses of one author, at one stroke; see `make_courses`."""
    return make_courses(count, price_minor=2000, currency="USD", **{"modules": 0, **options})


def make_offer(course: CoursePage, **fields: Any) -> Offer:
    """The offer of a course, with `fields` written over it."""
    offer = offer_for_course(course.translation_key)
    Offer.objects.filter(pk=offer.pk).update(**fields)
    return Offer.objects.get(pk=offer.pk)


def put_on_sale(course: CoursePage, price_minor: int) -> Offer:
    """A sale that has begun an hour ago and ends tomorrow."""
    now = timezone.now()
    return make_offer(
        course,
        sale_price_minor=price_minor,
        sale_from=now - timedelta(hours=1),
        sale_until=now + timedelta(days=1),
    )


def make_bundle(*courses: CoursePage, price_minor: int = 3000, currency: str = "USD", **fields: Any) -> Offer:
    """Several courses together."""
    number = next(numbers)
    offer = Offer.objects.create(
        kind=OfferKind.BUNDLE,
        title=fields.pop("title", f"Bundle {number}"),
        slug=f"bundle-{number}",
        price_minor=price_minor,
        currency=currency,
        **fields,
    )
    for place, course in enumerate(courses):
        BundleCourse.objects.create(offer=offer, course_key=course.translation_key, position=place)
    return offer


def offer_path(path: LearningPathPage, price_minor: int = 5000, currency: str = "USD") -> Offer:
    """A learning path with all its courses."""
    return Offer.objects.create(
        kind=OfferKind.PATH,
        path_key=path.translation_key,
        title=path.title,
        price_minor=price_minor,
        currency=currency,
    )


def make_coupon(*courses: CoursePage, capacity: int | None = None, **fields: Any) -> Coupon:
    """A coupon, 10 percent unless said otherwise, for these courses or for all."""
    if "amount_minor" not in fields:
        fields.setdefault("percent", 10)
    code = fields.pop("code", f"COUPON-{next(numbers)}")
    coupon = Coupon.objects.create(
        code=code, stock=Stock.objects.create(name=f"Coupon {code}", capacity=capacity), **fields
    )
    CouponCourse.objects.bulk_create(CouponCourse(coupon=coupon, course_key=one.translation_key) for one in courses)
    return coupon


def make_tax(country: str = "ID", percent: str = "11", **fields: Any) -> TaxRate:
    """A rate on top of prices unless said otherwise."""
    return TaxRate.objects.create(
        **{"country": country, "name": "PPN", "percent": Decimal(percent), "is_included": False, **fields}
    )


def fill_cart(user: User | None, *things: CoursePage | Offer, coupon: Coupon | None = None) -> Cart:
    """The cart of `user` with these courses or offers in it; of new courses all but the first at one stroke."""
    cart = open_cart(user=user)
    by_service = things[:1] if are_new(things) else things
    for thing in by_service:
        add_to_cart(cart=cart, offer=thing if isinstance(thing, Offer) else make_offer(thing))
    _add_new_courses(cart, things[len(by_service) :])
    Cart.objects.filter(pk=cart.pk).update(coupon=coupon)
    return find_cart(user=user, key=cart.key)


def are_new(things: Sequence[CoursePage | Offer]) -> bool:
    """Whether these are several courses that can be bought together, and that nobody has asked to buy."""
    if len(things) < 2 or any(isinstance(thing, Offer) for thing in things):
        return False
    keys = {course.translation_key for course in things if course.live and course.price_minor}
    is_together = len(keys) == len(things) and len({course.currency for course in things}) == 1
    return is_together and not Offer.objects.filter(course_key__in=keys).exists()


def _add_new_courses(cart: Cart, courses: Sequence[CoursePage]) -> None:
    """What `make_offer` and `add_to_cart` write for them."""
    offers = Offer.objects.bulk_create(
        Offer(kind=OfferKind.COURSE, course_key=course.translation_key, title=course.title) for course in courses
    )
    CartItem.objects.bulk_create(
        CartItem(cart=cart, offer=offer, seen_minor=course.price_minor, seen_currency=course.currency)
        for course, offer in zip(courses, offers, strict=True)
    )


def seen_by(user: User, **billing: str) -> str:
    """The fingerprint of what somebody's cart comes to."""
    rule = tax_rule(country=billing.get("country", ""), region=billing.get("region", ""))
    return quote_cart(find_cart(user=user), rule=rule).fingerprint


def make_order(user: User | None = None, *things: CoursePage | Offer, coupon: Coupon | None = None, **billing) -> Order:
    """An order of these things that waits to be paid, for one course of 20 dollars unless said otherwise."""
    user = user or UserFactory()
    fill_cart(user, *(things or [make_paid_course()]), coupon=coupon)
    return place_order(user=user, billing=Billing(**billing), seen=seen_by(user, **billing))


def begin_payment(order: Order) -> Payment:
    """The order's payment, known to the sandbox."""
    payment, _started = start_payment(order=order, gateway=SandboxGateway())
    return payment


def notify(payment: Payment, kind: NoticeKind = NoticeKind.SUCCEEDED, **changes: Any) -> ProviderEvent:
    """What the sandbox tells of a payment, applied."""
    return apply_notice(gateway="sandbox", notice=notice(payment, kind, **changes))


def notice(payment: Payment, kind: NoticeKind = NoticeKind.SUCCEEDED, **changes: Any) -> Notice:
    """A notice of the sandbox with `changes` in it."""
    told = decision(payment, kind)
    return Notice(**{**{name: getattr(told, name) for name in told.__dataclass_fields__}, **changes})


def pay(order: Order) -> Order:
    """The order, paid by the sandbox."""
    notify(begin_payment(order))
    return Order.objects.get(pk=order.pk)


def paid_order(user: User | None = None, *things: CoursePage | Offer, coupon: Coupon | None = None, **billing) -> Order:
    """An order that is paid; see `make_order`."""
    return pay(make_order(user, *things, coupon=coupon, **billing))


def make_gift_order(user: User | None = None, course: CoursePage | None = None, **gift: Any) -> Order:
    """A paid order of one course for friend@example.com."""
    user = user or UserFactory()
    gift = {"gift_email": "friend@example.com", "gift_name": "Friend", **gift}
    add_to_cart(cart=open_cart(user=user), offer=make_offer(course or make_paid_course()), gift=gift)
    return pay(place_order(user=user, billing=Billing(), seen=seen_by(user)))
