"""The terms of a coupon, and whether they make sense."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from catalog.models.course import Currency
from commerce.errors import CouponInvalid

# What people type without thinking: plain letters, figures and strokes.
CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{2,39}")


@dataclass(frozen=True, kw_only=True)
class CouponTerms:
    """What a coupon gives, to whom, when and how often; amounts in the smallest unit of `currency`.

    Either `percent` or `amount_minor`. No `capacity` means no end, no courses and categories: for everything.
    """

    starts_at: datetime
    name: str = ""
    percent: int | None = None
    amount_minor: int | None = None
    currency: str = ""
    ends_at: datetime | None = None
    capacity: int | None = None
    uses_a_person: int | None = 1
    minimum_minor: int = 0
    course_keys: frozenset[UUID] = field(default_factory=frozenset)
    category_ids: frozenset[int] = field(default_factory=frozenset)


def check_terms(terms: CouponTerms) -> None:
    """Raises CouponInvalid, with a code for each kind of mistake."""
    if (terms.percent is None) == (terms.amount_minor is None):
        raise CouponInvalid
    if terms.percent is not None and not 1 <= terms.percent <= 100:
        raise CouponInvalid("COUPON_VALUE", _("A percentage is between 1 and 100."))
    if terms.amount_minor is not None and terms.amount_minor <= 0:
        raise CouponInvalid("COUPON_VALUE", _("The amount is more than nothing."))
    needs_currency = terms.amount_minor is not None or terms.minimum_minor > 0
    if (needs_currency or terms.currency) and terms.currency not in Currency.values:
        raise CouponInvalid("COUPON_CURRENCY", _("An amount needs its currency."))
    if terms.ends_at is not None and terms.ends_at <= terms.starts_at:
        raise CouponInvalid("COUPON_DATES", _("A coupon ends after it begins."))
    _check_uses(terms)


def _check_uses(terms: CouponTerms) -> None:
    if terms.capacity is not None and terms.capacity < 1:
        raise CouponInvalid("COUPON_CAPACITY", _("A coupon can be used once at least."))
    if terms.uses_a_person is not None and terms.uses_a_person < 1:
        raise CouponInvalid("COUPON_CAPACITY", _("A coupon can be used once at least."))


def clean_code(code: str) -> str:
    """The code in capitals; raises CouponInvalid (COUPON_CODE) for one that nobody could type."""
    code = code.strip().upper()
    if not CODE.fullmatch(code):
        raise CouponInvalid(
            "COUPON_CODE", _("A code has 3 to 40 letters, figures or hyphens, and begins with a letter or figure.")
        )
    return code
