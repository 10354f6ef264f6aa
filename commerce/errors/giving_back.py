"""Refunds and gifts."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from lms_site.errors import DomainError


class RefundRefused(DomainError):
    """`code` says why: REFUND_TOO_LATE, REFUND_PROGRESS, REFUND_TOO_MUCH, REFUND_NOTHING, REFUND_CHANGED."""

    code = "REFUND_TOO_MUCH"
    message = _("More than was paid cannot be sent back.")
    codes: ClassVar = {
        "REFUND_NOTHING": _("There is nothing to give back here."),
        "REFUND_CHANGED": _("Something of this order was refunded meanwhile. Look at it once more."),
        "REFUND_TOO_LATE": _("The time for giving this back is over. Write to us if something is wrong with it."),
        "REFUND_PROGRESS": _("You have learned too much of this to give it back. Write to us if something is wrong."),
    }


class GiftUnknown(DomainError):
    code = "GIFT_UNKNOWN"
    message = _("There is no such gift. Check the link in the e-mail.")
    status = 404


class GiftSpent(DomainError):
    code = "GIFT_REDEEMED"
    message = _("This gift has been redeemed already.")


class GiftTakenBack(DomainError):
    code = "GIFT_TAKEN_BACK"
    message = _("This gift is no longer valid. Whoever gave it to you can tell you more.")
