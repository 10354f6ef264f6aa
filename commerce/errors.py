"""Refusals of the shop."""

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
    """Something of the cart is not as it was shown; nothing was ordered."""

    code = "PRICE_CHANGED"
    message = _("Your cart has changed since you looked at it. Please check it once more.")


class SoldOut(DomainError):
    code = "SOLD_OUT"
    message = _("The last one has just been taken. You have not been charged.")


class CouponRefused(DomainError):
    """`code` says why: COUPON_UNKNOWN, COUPON_EXPIRED, COUPON_USED_UP, COUPON_NOT_FOR_THIS, COUPON_MINIMUM."""

    code = "COUPON_UNKNOWN"
    message = _("There is no such coupon.")


class PaymentOpen(DomainError):
    code = "PAYMENT_IN_PROCESS"
    message = _("Your bank is still working on a payment. Wait for its answer before you order again.")


class OrderClosed(DomainError):
    code = "ORDER_CLOSED"
    message = _("This order can no longer be paid. Nothing was charged; start again from your cart.")


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


class VatIdRefused(DomainError):
    code = "VAT_ID_INVALID"
    message = _("This is no VAT id. Check it, or leave it empty.")
    status = 400
