"""The demo's shop: prices to choose from, and the troubles that staff have with orders."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from catalog.models import CoursePage
from commerce.errors import PayoutRefused
from commerce.gateways.base import NoticeKind
from commerce.gateways.sandbox import SandboxGateway
from commerce.models import (
    BankAccount,
    BundleCourse,
    CartItem,
    Coupon,
    CouponCourse,
    Gift,
    Offer,
    OfferKind,
    Order,
    Payment,
    PaymentStatus,
    PayoutBatch,
    Refund,
)
from commerce.services.bank import BankDetails, save_bank_account
from commerce.services.carts import add_to_cart, open_cart
from commerce.services.invoices import issue_credit_note
from commerce.services.offers import offer_for_course, set_sale, show_sale
from commerce.services.payouts import approve_payouts, mark_paid, prepare_payouts
from commerce.services.refunds import send_refund
from commerce.services.returns import give_back
from commerce.services.sales import roll_up_refund
from home.demo import shop
from home.demo.people import ADMIN, LEARNER
from home.services.demo_buying import order_course, pay_order, tell
from lms_site.models import Stock

DAY = timedelta(days=1)


@transaction.atomic
def load_prices(*, people: dict[str, User], courses: dict[str, CoursePage], now: datetime) -> None:
    """Coupons and a bundle, each where there is none of its name yet."""
    for demo in shop.COUPONS:
        if not Coupon.objects.filter(code=demo.code).exists():
            _write_coupon(demo, people, courses, now)
    if not Offer.objects.filter(slug=shop.BUNDLE_SLUG).exists():
        bundle = Offer.objects.create(
            kind=OfferKind.BUNDLE,
            slug=shop.BUNDLE_SLUG,
            title=shop.BUNDLE_TITLE,
            summary=shop.BUNDLE_SUMMARY,
            price_minor=shop.BUNDLE_PRICE,
            currency="USD",
        )
        for place, slug in enumerate(shop.BUNDLE_COURSES):
            BundleCourse.objects.create(offer=bundle, course_key=courses[slug].translation_key, position=place)


def _write_coupon(demo: shop.DemoCoupon, people, courses, now: datetime) -> None:
    coupon = Coupon.objects.create(
        code=demo.code,
        name=demo.name,
        percent=demo.percent,
        starts_at=now - 200 * DAY,
        owner=people[demo.owner] if demo.owner else None,
        stock=Stock.objects.create(name=f"Coupon {demo.code}", capacity=demo.uses),
    )
    if demo.course:
        CouponCourse.objects.create(coupon=coupon, course_key=courses[demo.course].translation_key)


def load_shop(*, people: dict[str, User], courses: dict[str, CoursePage], now: datetime) -> None:
    """What happened in the shop after the learners had bought their courses; each part where it is not there yet."""
    _start_sales(courses, now)
    _give_a_present(people, courses, now)
    _have_troubles(people, courses, now)
    _pay_out(people, now)


def _start_sales(courses: dict[str, CoursePage], now: datetime) -> None:
    for slug, price in shop.SALE.items():
        offer = offer_for_course(courses[slug].translation_key)
        if offer.sale_price_minor is None:
            offer = set_sale(offer=offer, price_minor=price, since=now - 2 * DAY, until=now + 12 * DAY)
            show_sale(offer=offer, now=now)


def _give_a_present(people: dict[str, User], courses: dict[str, CoursePage], now: datetime) -> None:
    """The demo's learner has bought a gift, and another course lies in the cart."""
    learner = people[LEARNER.email]
    if not Gift.objects.exists():
        course = courses[shop.BUNDLE_COURSES[0]]
        gift_on = (now + 5 * DAY).date()
        order = order_course(learner, course, moment=now - 4 * DAY, gift={**shop.GIFT, "gift_on": gift_on})
        pay_order(order, moment=now - 4 * DAY)
    if not CartItem.objects.filter(cart__user=learner).exists():
        offer = Offer.objects.get(slug=shop.BUNDLE_SLUG)
        add_to_cart(cart=open_cart(user=learner), offer=offer, now=now)


def _have_troubles(people: dict[str, User], courses: dict[str, CoursePage], now: datetime) -> None:
    """Somebody has given a course back; somebody has paid twice, which staff have to see to."""
    if Refund.objects.exists():
        return
    paid = Order.objects.filter(status="paid", total_minor__gt=0, lines__gift_email="").order_by("-paid_at")
    fresh = paid.filter(paid_at__gt=now - 13 * DAY, user__enrollments__completed_count=0).first()
    if fresh is not None:
        refund = give_back(line=fresh.lines.get(), note="Not the right time for me.", now=now - DAY)
        send_refund(refund_id=refund.pk, now=now - DAY)
        issue_credit_note(refund_id=refund.pk, now=now - DAY)
        roll_up_refund(refund_id=refund.pk)
    twice = paid.exclude(pk=fresh.pk if fresh else 0).first()
    if twice is not None and not twice.flags.exists():
        _pay_again(twice, now - timedelta(hours=3))


def _pay_again(order: Order, moment: datetime) -> None:
    """Money for an order that is paid: in two tabs, the slow bank of one of them."""
    late = Payment.objects.create(
        order=order,
        gateway=SandboxGateway.name,
        amount_minor=order.total_minor,
        currency=order.currency,
        created_at=moment,
        status=PaymentStatus.PROCESSING,
    )
    tell(late, NoticeKind.SUCCEEDED, moment=moment)


def _pay_out(people: dict[str, User], now: datetime) -> None:
    """Instructors have bank accounts; what was due a month ago is paid, what is due since waits for approval."""
    for email, (holder, number, bank, country) in shop.BANKS.items():
        if not BankAccount.objects.filter(user=people[email]).exists():
            details = BankDetails(holder=holder, number=number, bank_name=bank, country=country)
            save_bank_account(user=people[email], details=details, now=now - 60 * DAY)
    if PayoutBatch.objects.exists():
        return
    admin = people[ADMIN.email]
    for moment, is_paid in ((now - 30 * DAY, True), (now, False)):
        try:
            batch = prepare_payouts(by=admin, now=moment).batch
        except PayoutRefused:
            continue
        if is_paid:
            approve_payouts(batch_id=batch.pk, by=admin, now=moment)
            mark_paid(batch_id=batch.pk, by=admin, now=moment + DAY)
