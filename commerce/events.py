"""What happens in the shop."""

from dataclasses import dataclass

from lms_site.events import Event


@dataclass(frozen=True, kw_only=True)
class OrderPaid(Event):
    """The money for an order has come, and what was bought has been delivered; also for orders of nothing."""

    order_id: int


@dataclass(frozen=True, kw_only=True)
class OrderExpired(Event):
    """An order was not paid in time, or was replaced by another one."""

    order_id: int


@dataclass(frozen=True, kw_only=True)
class OrderFlagged(Event):
    """A person of the staff must look at an order."""

    flag_id: int


@dataclass(frozen=True, kw_only=True)
class RefundRequested(Event):
    """Money is to be sent back."""

    refund_id: int


@dataclass(frozen=True, kw_only=True)
class RefundSettled(Event):
    """Money has been sent back, and what it was for has been taken back."""

    refund_id: int


@dataclass(frozen=True, kw_only=True)
class OfferChanged(Event):
    """The price of something has changed: the catalog must show it."""

    offer_id: int


@dataclass(frozen=True, kw_only=True)
class ReconciliationRequested(Event):
    """Somebody wants our payments compared with the provider's now."""

    run_id: int


@dataclass(frozen=True, kw_only=True)
class BankAccountChanged(Event):
    """An instructor's money goes to another account from now on."""

    account_id: int
