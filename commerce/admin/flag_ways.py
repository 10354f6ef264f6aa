"""The ways out of a flag in words: what the button says, and what will happen."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commerce.models import OrderFlag
from commerce.services.resolutions import DELIVER, DISMISS, REFUND_LINE, REFUND_PAYMENT, WAYS


@dataclass(frozen=True, slots=True)
class Way:
    """One way: its machine word, its button, and the sentence that is asked before."""

    word: str
    label: str | Promise
    consequence: str | Promise


NAMES: dict[str, Way] = {
    DELIVER: Way(
        DELIVER,
        _("Deliver again"),
        _("The course is opened to the buyer now. Where it still cannot be opened, nothing changes."),
    ),
    REFUND_LINE: Way(
        REFUND_LINE,
        _("Refund it"),
        _("What is left of the price of this line is sent back to the buyer. This cannot be undone."),
    ),
    REFUND_PAYMENT: Way(
        REFUND_PAYMENT,
        _("Send the money back"),
        _("All of this payment goes back to the buyer. The order itself stays as it is. This cannot be undone."),
    ),
    DISMISS: Way(
        DISMISS,
        _("It is settled"),
        _("The flag goes away, and nothing else happens: no money moves and no course is opened."),
    ),
}


def ways_of(flag: OrderFlag) -> list[Way]:
    """The ways that are open, the usual one first; none for a flag that was resolved."""
    return [] if flag.resolved_at else [NAMES[word] for word in WAYS[flag.reason]]


def way_name(word: str) -> str:
    """What was done about a flag, in words."""
    return str(NAMES[word].label) if word in NAMES else word
