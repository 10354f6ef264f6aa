"""Refusals of the shop."""

from typing import Any, ClassVar

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


class PaymentOpen(DomainError):
    code = "PAYMENT_IN_PROCESS"
    message = _("Your bank is still working on a payment. Wait for its answer before you order again.")


class OrderClosed(DomainError):
    code = "ORDER_CLOSED"
    message = _("This order can no longer be paid. Nothing was charged; start again from your cart.")


class AlreadyPaid(OrderClosed):
    code = "ORDER_PAID"
    message = _("This order has been paid.")


class OrderNotPaid(DomainError):
    code = "ORDER_NOT_PAID"
    message = _("This order was not paid.")


class NoGateway(DomainError):
    code = "PAYMENT_UNAVAILABLE"
    message = _("Nothing can be paid on this site at the moment.")
    status = 503


class GatewayUnavailable(DomainError):
    """The provider did not answer in time, or not with sense. Asking again with the same key is safe."""

    code = "PAYMENT_UNAVAILABLE"
    message = _("The payment service does not answer. You have not been charged twice; please try again in a minute.")
    status = 503


class GatewayRefused(DomainError):
    """The provider says no and will go on saying so. `provider_code` is its own word for why."""

    code = "PAYMENT_REFUSED"
    message = _("The payment service has refused this.")

    def __init__(self, provider_code: str = "") -> None:
        super().__init__()
        self.provider_code = provider_code


class NoticeTooEarly(DomainError):
    """The notice is of a payment that is not there yet; the provider shall send it again."""

    code = "TRY_AGAIN"
    message = _("Not known yet.")
    status = 503


class RefundRefused(DomainError):
    """`code` says why: REFUND_TOO_LATE, REFUND_PROGRESS, REFUND_TOO_MUCH, REFUND_NOTHING."""

    code = "REFUND_TOO_MUCH"
    message = _("More than was paid cannot be sent back.")
    codes: ClassVar = {
        "REFUND_NOTHING": _("There is nothing to give back here."),
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


class PayoutRefused(DomainError):
    """`code` says why: PAYOUT_NOTHING_DUE, PAYOUT_NO_BANK, PAYOUT_OWN_APPROVAL, PAYOUT_STATE."""

    code = "PAYOUT_STATE"
    message = _("This cannot be done with these payouts any more.")


class CouponInvalid(DomainError):
    """A coupon that would make no sense. `code` says why: COUPON_VALUE, COUPON_CURRENCY, COUPON_DATES, COUPON_CODE,
    COUPON_CODE_TAKEN, COUPON_CAPACITY, COUPON_COURSES."""

    code = "COUPON_VALUE"
    message = _("A coupon takes off either a percentage or an amount.")
    status = 400


class OfferInvalid(DomainError):
    """An offer that would make no sense. `code` says why: OFFER_COURSES, OFFER_PRICE, OFFER_SLUG, OFFER_EXISTS,
    SALE_NOT_CHEAPER, SALE_DATES."""

    code = "OFFER_PRICE"
    message = _("What is offered needs a price and a currency.")
    status = 400


class VatIdRefused(DomainError):
    code = "VAT_ID_INVALID"
    message = _("This is no VAT id. Check it, or leave it empty.")
    status = 400


class NoInvoice(DomainError):
    """Nothing was paid for the order, or nothing of it sent back."""

    code = "NO_INVOICE"
    message = _("There is no invoice for this: no money was paid for it.")
    status = 404


class BankClosed(DomainError):
    """The site has no key for bank details (LMS_BANK_KEYS), or not the one that these were encrypted with."""

    code = "BANK_CLOSED"
    message = _("This site is not set up to keep bank details. Its admins can read in the manual how that is done.")
    status = 503


class BankNumberWrong(DomainError):
    code = "BANK_NUMBER"
    message = _("This is no account number. Check it digit by digit; an IBAN begins with the letters of its country.")
    status = 400
