"""Coupons as staff and instructors list them."""

from datetime import datetime

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from commerce.models import Coupon, CouponCourse

ACTIVE, COMING, EXPIRED, USED_UP, OFF = "active", "coming", "expired", "used_up", "off"


def listed_coupons() -> QuerySet[Coupon]:
    """All coupons with stock and owner; each knows its `course_total` and `category_total`. No further query."""
    coupons = Coupon.objects.select_related("stock", "owner")
    return coupons.annotate(
        course_total=_count(CouponCourse.objects.all()),
        category_total=_count(Coupon.categories.through.objects.all()),
    )


def _count(rows: QuerySet) -> Coalesce:
    counted = rows.filter(coupon=OuterRef("pk")).order_by().values("coupon").annotate(figure=Count("pk"))
    return Coalesce(Subquery(counted.values("figure")), 0)


def coupon_state(coupon: Coupon, now: datetime | None = None) -> str:
    """Whether it counts now, or why not: one of the words above."""
    now = now or timezone.now()
    if not coupon.is_active:
        return OFF
    if coupon.ends_at is not None and coupon.ends_at <= now:
        return EXPIRED
    if coupon.stock.left == 0:
        return USED_UP
    return COMING if coupon.starts_at > now else ACTIVE


def in_state(coupons: QuerySet[Coupon], state: str, now: datetime | None = None) -> QuerySet[Coupon]:
    """Those of these whose `coupon_state` is `state`."""
    now = now or timezone.now()
    over, gone = Q(ends_at__lte=now), Q(stock__taken__gte=F("stock__capacity"))
    on, coming = Q(is_active=True), Q(starts_at__gt=now)
    # `~gone` alone would leave out coupons without end: what is compared with nothing is neither true nor false.
    lasts = Q(stock__capacity=None) | Q(stock__taken__lt=F("stock__capacity"))
    running = Q(ends_at=None) | Q(ends_at__gt=now)
    conditions = {
        OFF: Q(is_active=False),
        EXPIRED: on & over,
        USED_UP: on & running & gone,
        COMING: on & running & lasts & coming,
        ACTIVE: on & running & lasts & ~coming,
    }
    return coupons.filter(conditions[state])
