"""Coupons that do not count, or make no sense."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from lms_site.errors import DomainError


class CouponRefused(DomainError):
    """`code` says why: COUPON_UNKNOWN, COUPON_EXPIRED, COUPON_USED_UP, COUPON_NOT_FOR_THIS, COUPON_MINIMUM."""

    code = "COUPON_UNKNOWN"
    message = _("There is no such coupon.")
    codes: ClassVar = {
        "COUPON_EXPIRED": _("This coupon is no longer valid."),
        "COUPON_USED_UP": _("This coupon has been used as often as it may be."),
        "COUPON_NOT_FOR_THIS": _("This coupon is not for what is in your cart."),
        "COUPON_MINIMUM": _("This coupon needs a cart that is worth more."),
    }


class CouponInvalid(DomainError):
    """A coupon that would make no sense. `code` says why: COUPON_VALUE, COUPON_CURRENCY, COUPON_DATES, COUPON_CODE,
    COUPON_CODE_TAKEN, COUPON_CAPACITY, COUPON_COURSES."""

    code = "COUPON_VALUE"
    message = _("A coupon takes off either a percentage or an amount.")
    status = 400
