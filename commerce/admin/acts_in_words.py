"""The machine words of the log of acts with money, in words for people."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, str | Promise] = {
    "flag.deliver": _("Delivered a flagged order again"),
    "flag.refund_line": _("Refunded a flagged line"),
    "flag.refund_payment": _("Sent a flagged payment back"),
    "flag.dismiss": _("Settled a flag"),
    "refund": _("Refunded"),
    "coupon.create": _("Made a coupon"),
    "coupon.change": _("Changed a coupon"),
    "coupon.switch": _("Switched a coupon on or off"),
    "coupon.generate": _("Made many coupons"),
    "offer.create": _("Made an offer"),
    "offer.change": _("Changed an offer"),
    "offer.sale": _("Set a sale"),
    "terms.change": _("Changed the terms of the shop"),
    "export": _("Exported"),
}


def act_words(verb: str) -> str:
    """The verb in words; one that is not listed is shown as it is."""
    return str(NAMES.get(verb, verb))


def details_in_words(details: dict[str, Any]) -> str:
    """The details in one line: what, and its value."""
    return ", ".join(f"{name}: {value}" for name, value in details.items())
