"""What stands between an order and its money."""

from django.utils.translation import gettext_lazy as _

from lms_site.errors import DomainError


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
