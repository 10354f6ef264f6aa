"""An instructor's own coupons, and the courses that they can be for."""

from dataclasses import dataclass
from uuid import UUID

from catalog.models import CourseSummary
from commerce.models import Coupon, CouponCourse
from commerce.queries.staff_coupons import coupon_state, listed_coupons
from commerce.services.coupons import taught_courses
from lms_site.links import absolute_url


@dataclass(frozen=True, slots=True)
class OwnCoupon:
    """A coupon with its state (a word of `staff_coupons`) and, by title, the links that bring it along."""

    coupon: Coupon
    state: str
    links: list[tuple[str, str]]


def own_coupons(user) -> list[OwnCoupon]:
    """The coupons of a person, the newest first; three queries."""
    coupons = list(listed_coupons().filter(owner=user))
    keys: dict[int, list[UUID]] = {coupon.pk: [] for coupon in coupons}
    for row in CouponCourse.objects.filter(coupon__in=coupons).order_by("pk"):
        keys[row.coupon_id].append(row.course_key)
    wanted = {key for some in keys.values() for key in some}
    cards = {card.course_key: card for card in CourseSummary.objects.filter(course_key__in=wanted).order_by("-pk")}
    return [
        OwnCoupon(
            coupon=coupon,
            state=coupon_state(coupon),
            links=[
                (cards[key].title, absolute_url(f"{cards[key].url}?coupon={coupon.code}"))
                for key in keys[coupon.pk]
                if key in cards
            ],
        )
        for coupon in coupons
    ]


def sold_courses_of(user) -> dict[UUID, str]:
    """Key and title of the courses with a price that the person teaches, by title; two queries."""
    cards = CourseSummary.objects.filter(course_key__in=taught_courses(user), price_minor__gt=0).order_by("title")
    return dict(cards.values_list("course_key", "title"))
