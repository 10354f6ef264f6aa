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
    "taxrate.create": _("Added a tax rate"),
    "taxrate.change": _("Changed a tax rate"),
    "taxrate.delete": _("Deleted a tax rate"),
    "commissionrule.create": _("Added a commission rule"),
    "commissionrule.change": _("Changed a commission rule"),
    "commissionrule.delete": _("Deleted a commission rule"),
    "instructorshare.create": _("Agreed on parts of a course"),
    "instructorshare.change": _("Changed parts of a course"),
    "instructorshare.delete": _("Ended agreed parts of a course"),
    "reconcile": _("Compared with the provider"),
    "payouts_prepared": _("Prepared payouts"),
    "payouts_approved": _("Approved payouts"),
    "payouts_exported": _("Exported payouts"),
    "payouts_paid": _("Marked payouts as paid"),
    "payouts_cancelled": _("Cancelled payouts"),
    "bank_saved": _("Saved bank details"),
}


def act_words(verb: str) -> str:
    """The verb in words; one that is not listed is shown as it is."""
    return str(NAMES.get(verb, verb))


def details_in_words(details: dict[str, Any]) -> str:
    """The details in one line: what, and its value."""
    return ", ".join(f"{name}: {value}" for name, value in details.items())
