"""What cannot be bought, or not like this."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from lms_site.errors import DomainError


class NotForSale(DomainError):
    code = "NOT_FOR_SALE"
    message = _("This is not on sale.")


class AlreadyOwned(DomainError):
    code = "ALREADY_OWNED"
    message = _("You have this already.")


class OwnGift(DomainError):
    code = "GIFT_TO_ONESELF"
    message = _("A gift goes to somebody else’s address.")
    status = 400


class NotAsGift(DomainError):
    code = "GIFT_NOT_POSSIBLE"
    message = _("A place in a batch is for yourself: whoever learns there buys it.")
    status = 400


class CartFull(DomainError):
    code = "CART_FULL"
    message = _("A cart holds fifty things. Buy these first, or take something out.")


class OtherCurrency(DomainError):
    code = "OTHER_CURRENCY"
    message = _("What is in your cart is paid in another currency. Buy these first, then this one.")


class CartEmpty(DomainError):
    code = "CART_EMPTY"
    message = _("There is nothing in your cart.")


class PriceChanged(DomainError):
    """Something of the cart is not as it was shown; nothing was ordered. `details` say how it is now."""

    code = "PRICE_CHANGED"
    message = _("Your cart has changed since you looked at it. Please check it once more.")

    def __init__(self, facts: dict[str, Any] | None = None) -> None:
        super().__init__()
        self.facts = facts or {}

    @property
    def details(self) -> dict[str, Any]:
        return self.facts


class SoldOut(DomainError):
    code = "SOLD_OUT"
    message = _("The last one has just been taken. You have not been charged.")


class OfferInvalid(DomainError):
    """An offer that would make no sense. `code` says why: OFFER_COURSES, OFFER_PRICE, OFFER_SLUG, OFFER_EXISTS,
    SALE_NOT_CHEAPER, SALE_DATES."""

    code = "OFFER_PRICE"
    message = _("What is offered needs a price and a currency.")
    status = 400
