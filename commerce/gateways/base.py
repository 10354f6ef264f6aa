"""What a payment provider must be able to do; each one is a module beside this one.

Nothing here touches the database, and nothing here is called within a transaction: providers are slow.
Amounts are integers in the smallest unit of their currency (ISO 4217, capitals).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Charge:
    """What is to be paid. `key` makes asking twice safe, and comes back with every notice."""

    key: UUID
    amount_minor: int
    currency: str
    order_number: str
    description: str
    email: str
    customer_key: str


class ChargeState(StrEnum):
    """How far a payment is at its provider."""

    WAITING = "waiting"  # the buyer has something to do: enter a card, confirm it
    PROCESSING = "processing"  # the bank takes its time
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Started:
    """A payment that the provider knows now; `client` is what the checkout page needs to go on."""

    provider_id: str
    state: ChargeState
    client: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ProviderPayment:
    """A payment as the provider has it."""

    provider_id: str
    key: str  # ours, "" where the payment was not made by this site
    state: ChargeState
    amount_minor: int
    currency: str
    refunded_minor: int
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class MoneyBack:
    """What is to be sent back of a payment; `key` makes asking twice safe."""

    key: UUID
    provider_id: str
    amount_minor: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class Returned:
    """A refund that the provider has accepted; not settled means that a notice will tell how it ended."""

    provider_id: str
    is_settled: bool


class NoticeKind(StrEnum):
    """What a notice tells, whatever the provider calls it."""

    PROCESSING = "processing"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    REFUND_FAILED = "refund_failed"
    DISPUTED = "disputed"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing that the provider tells us, its signature already checked.

    `payment_key` is the `Charge.key` that the provider gave back, "" where it has none: not ours.
    `amount_minor` is that of the payment, or of the one refund that the notice is about.
    """

    event_id: str
    kind: NoticeKind
    name: str  # as the provider calls it
    payment_key: str = ""
    provider_id: str = ""
    amount_minor: int = 0
    currency: str = ""
    refund_key: str = ""
    refund_id: str = ""
    failure_code: str = ""
    occurred_at: datetime | None = None


class BadNotice(Exception):
    """What came in is not a notice of this provider: unsigned, forged, too old, or not to be read."""


class Gateway(Protocol):
    """A payment provider. Errors: `GatewayUnavailable` (try again later), `GatewayRefused` (never will)."""

    name: str

    def start(self, charge: Charge) -> Started:
        """Make the payment known to the provider, once for each `charge.key`."""

    def look_up(self, provider_id: str) -> ProviderPayment:
        """The payment as the provider has it now."""

    def cancel(self, provider_id: str) -> ProviderPayment:
        """End a payment that was not made; one that was made, or ended before, stays as it is."""

    def give_back(self, money: MoneyBack) -> Returned:
        """Send money back, once for each `money.key`."""

    def parse(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """What the notice says; raises BadNotice."""

    def payments(self, since: datetime, until: datetime) -> Iterator[ProviderPayment]:
        """All payments begun in this time, for the nightly comparison."""
