"""What an instructor has earned, and where it is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Sum

from accounts.models import User
from commerce.days import midnight
from commerce.models import InstructorShare, Payout, PayoutBatch, Revenue, SalesDay

OPEN = (PayoutBatch.Status.PREPARED, PayoutBatch.Status.APPROVED)


@dataclass(frozen=True, kw_only=True)
class Earnings:
    """In one currency: waits for the end of its holding time, can be paid out, is in a payout, was paid.

    `available_minor` is below zero when more was refunded than is left to be paid.
    """

    currency: str
    waiting_minor: int = 0
    available_minor: int = 0
    on_its_way_minor: int = 0
    paid_minor: int = 0


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What was owed to somebody in one currency before the first day, and after the last one."""

    currency: str
    opening_minor: int
    share_minor: int
    paid_minor: int

    @property
    def closing_minor(self) -> int:
        return self.opening_minor + self.share_minor - self.paid_minor


def earns(user: User) -> bool:
    """Whether there is, or will be, a share of sales for this person; two queries at most."""
    return InstructorShare.objects.filter(instructor=user).exists() or Revenue.objects.filter(instructor=user).exists()


def earnings_of(user: User, *, now: datetime) -> list[Earnings]:
    """Where the money is, by currency; two queries."""
    found = _by_currency(
        Revenue.objects.filter(instructor=user, payout=None),
        waiting_minor=Sum("amount_minor", filter=Q(available_at__gt=now), default=0),
        available_minor=Sum("amount_minor", filter=Q(available_at__lte=now), default=0),
    )
    paid = _by_currency(
        Payout.objects.filter(instructor=user),
        on_its_way_minor=Sum("amount_minor", filter=Q(batch__status__in=OPEN), default=0),
        paid_minor=Sum("amount_minor", filter=Q(batch__status=PayoutBatch.Status.PAID), default=0),
    )
    for currency, sums in paid.items():
        found.setdefault(currency, {}).update(sums)
    return [Earnings(currency=currency, **found[currency]) for currency in sorted(found)]


def paid_payouts(user: User, *, since: date, until: date) -> QuerySet[Payout]:
    """What was paid from the first to the last day (UTC), the oldest first."""
    moments = {"paid_at__gte": midnight(since), "paid_at__lt": midnight(until + timedelta(days=1))}
    return Payout.objects.filter(instructor=user, **moments).order_by("paid_at", "pk")


def statement_of(user: User, *, since: date, until: date) -> list[Statement]:
    """Owed before, earned, paid and owed after, by currency; two queries."""
    earned = _by_currency(
        SalesDay.objects.filter(instructor=user, day__lte=until),
        earlier=Sum("share_minor", filter=Q(day__lt=since), default=0),
        now=Sum("share_minor", filter=Q(day__gte=since), default=0),
    )
    paid = _by_currency(
        Payout.objects.filter(instructor=user, paid_at__lt=midnight(until + timedelta(days=1))),
        earlier=Sum("amount_minor", filter=Q(paid_at__lt=midnight(since)), default=0),
        now=Sum("amount_minor", filter=Q(paid_at__gte=midnight(since)), default=0),
    )
    nothing = {"earlier": 0, "now": 0}
    return [
        Statement(
            currency=currency,
            opening_minor=earned.get(currency, nothing)["earlier"] - paid.get(currency, nothing)["earlier"],
            share_minor=earned.get(currency, nothing)["now"],
            paid_minor=paid.get(currency, nothing)["now"],
        )
        for currency in sorted({*earned, *paid})
    ]


def _by_currency(rows: Any, **sums: Sum) -> dict[str, dict[str, int]]:
    """The sums of the rows by currency; one query."""
    found: list[dict[str, Any]] = list(rows.order_by().values("currency").annotate(**sums))
    return {row.pop("currency"): row for row in found}
