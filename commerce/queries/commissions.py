"""Who shares the money of a course, and at which rates, as it stands now."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from catalog.models.course import CourseInstructor
from commerce.models import CommissionRule, InstructorShare, ShopSettings
from commerce.splitting import Sharer

Source = CommissionRule.Source


def sharers_of(
    course_keys: Collection[UUID], *, coupon_owner_id: int | None, settings: ShopSettings
) -> dict[UUID, list[Sharer]]:
    """Those who share the money of each course, with their parts and rates; three queries.

    Where the owner of the coupon is among them, the rates for buyers that an instructor has brought hold.
    A course that nobody teaches has an empty list.
    """
    parts = parts_of(course_keys)
    rules = Rules(
        CommissionRule.objects.filter(
            Q(course_key__in=course_keys)
            | Q(instructor__in={person for shares in parts.values() for person in shares})
            | Q(course_key=None, instructor=None)
        ),
        settings,
    )
    return {
        key: [
            Sharer(
                instructor_id=person,
                parts=count,
                percent=rules.percent(course_key=key, instructor_id=person, is_own=coupon_owner_id in shares),
            )
            for person, count in shares.items()
        ]
        for key, shares in parts.items()
    }


def parts_of(course_keys: Collection[UUID]) -> dict[UUID, dict[int, int]]:
    """Parts by person for each course: as agreed, else one for each who teaches it; two queries."""
    agreed: dict[UUID, dict[int, int]] = {key: {} for key in course_keys}
    for share in InstructorShare.objects.filter(course_key__in=course_keys).order_by("pk"):
        agreed[share.course_key][share.instructor_id] = share.parts
    taught = teachers_of(course_keys)
    return {key: shares or dict.fromkeys(taught.get(key, ()), 1) for key, shares in agreed.items()}


def teachers_of(course_keys: Collection[UUID]) -> dict[UUID, list[int]]:
    """People whom the course names, in its order; of several languages the live one, then the oldest, counts."""
    rows = CourseInstructor.objects.filter(
        course__translation_key__in=course_keys, course__alias_of=None, user__is_active=True
    ).order_by("-course__live", "course_id", "sort_order", "pk")
    pages: dict[UUID, int] = {}
    people: dict[UUID, list[int]] = {}
    for key, page, person in rows.values_list("course__translation_key", "course_id", "user_id"):
        if pages.setdefault(key, page) == page:
            people.setdefault(key, []).append(person)
    return people


@dataclass(frozen=True)
class Rate:
    """The two rates of one level; None where it says nothing."""

    any: Decimal | None = None
    own_coupon: Decimal | None = None

    def for_sale(self, *, is_own: bool) -> Decimal | None:
        """A rate for own coupons wins over one without, on its level."""
        return self.own_coupon if is_own and self.own_coupon is not None else self.any


class Rules:
    """Rates by level: the course's, then the instructor's, then what holds for everybody."""

    def __init__(self, rules: Iterable[CommissionRule], settings: ShopSettings) -> None:
        self._rates: dict[UUID | int | None, dict[str, Decimal]] = {}
        for rule in rules:
            self._rates.setdefault(rule.course_key or rule.instructor_id, {})[rule.source] = rule.percent
        everybody = self._rates.setdefault(None, {})
        everybody.setdefault(Source.ANY, settings.instructor_percent)
        everybody.setdefault(Source.OWN_COUPON, settings.own_coupon_percent)

    def percent(self, *, course_key: UUID, instructor_id: int, is_own: bool) -> Decimal:
        """The rate of the first level that says anything about such a sale."""
        levels = (self._rate(level).for_sale(is_own=is_own) for level in (course_key, instructor_id, None))
        return next(percent for percent in levels if percent is not None)

    def _rate(self, level: UUID | int | None) -> Rate:
        found = self._rates.get(level, {})
        return Rate(found.get(Source.ANY), found.get(Source.OWN_COUPON))
