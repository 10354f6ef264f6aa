"""Whether a coupon counts, and for what."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalog.models import CourseSummary
from commerce.errors import CouponRefused
from commerce.goods import Goods
from commerce.models import Coupon, CouponCourse, Hold

from .holds import held_by

COUNTED = (Hold.State.HELD, Hold.State.USED, Hold.State.LATE)


def coupon_named(code: str) -> Coupon:
    """The coupon that somebody typed, in whatever case; raises CouponRefused."""
    coupons = Coupon.objects.select_related("stock").annotate(coupon_is_limited=limits_of("pk"))
    coupon = coupons.filter(code=code.strip().upper()[:40]).first()
    if coupon is None:
        raise CouponRefused
    coupon.is_limited = coupon.coupon_is_limited
    return coupon


def limits_of(coupon: str):
    """Whether the coupon that this column refers to is for some courses or categories alone, as an expression."""
    categories = Coupon.categories.through.objects.filter(coupon=OuterRef(coupon))
    return Exists(CouponCourse.objects.filter(coupon=OuterRef(coupon))) | Exists(categories)


def marked_for(coupon: Coupon, cards: QuerySet[CourseSummary]) -> QuerySet[CourseSummary]:
    """The cards of courses, each with `is_for_coupon`: whether the coupon names the course, its category or theirs."""
    chosen = coupon.categories.values("pk")
    named = Exists(CouponCourse.objects.filter(coupon=coupon, course_key=OuterRef("course_key")))
    return cards.annotate(is_for_coupon=named | Q(category__in=chosen) | Q(category__parent__in=chosen))


def eligible_offers(coupon: Coupon, goods: Iterable[Goods], *, user=None, now: datetime) -> set[int]:
    """The ids of the offers that the coupon makes cheaper; raises CouponRefused where there are none.

    `goods` are those of `goods_of` for this coupon. Bundles and paths are as dear as they are: a coupon for
    courses or categories counts for single courses. Two queries at most.
    """
    goods = list(goods)
    _check_time(coupon, now)
    _check_uses(coupon, user)
    fitting = [one for one in goods if not coupon.currency or one.currency == coupon.currency]
    fitting = _within_scope(coupon, fitting)
    if not fitting:
        raise CouponRefused("COUPON_NOT_FOR_THIS")
    if sum(one.price_minor for one in fitting) < coupon.minimum_minor:
        raise CouponRefused("COUPON_MINIMUM")
    return {one.offer.pk for one in fitting}


def _check_time(coupon: Coupon, now: datetime) -> None:
    if not coupon.is_active or (coupon.ends_at is not None and coupon.ends_at <= now):
        raise CouponRefused("COUPON_EXPIRED")
    if coupon.starts_at > now:
        raise CouponRefused("COUPON_EXPIRED", _("This coupon is not valid yet."))


def _check_uses(coupon: Coupon, user) -> None:
    if coupon.stock.left == 0 and coupon.stock_id not in held_by(user):
        raise CouponRefused("COUPON_USED_UP")
    if coupon.uses_a_person is None or user is None or not user.is_authenticated:
        return
    # What somebody holds by an order of their own that is not paid is given back when they order anew.
    used = Hold.objects.filter(stock_id=coupon.stock_id, order__user=user, state__in=COUNTED)
    if used.exclude(order__status="pending").count() >= coupon.uses_a_person:
        raise CouponRefused("COUPON_USED_UP", _("You have used this coupon already."))


def _within_scope(coupon: Coupon, goods: list[Goods]) -> list[Goods]:
    return [one for one in goods if one.is_for_coupon or not coupon.is_limited]
