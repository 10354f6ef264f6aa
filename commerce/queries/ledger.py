"""What the books say: balances of accounts, and the proof that they balance."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from commerce.models import Account, LedgerEntry

# What stands on their debit side is there; on the others it is owed or earned.
ASSETS = (Account.PROVIDER, Account.BANK)


@dataclass(frozen=True, kw_only=True)
class Balance:
    """What an account holds, in minor units: for PROVIDER and BANK what is there, for the others what is owed."""

    account: Account
    instructor_id: int | None
    currency: str
    amount_minor: int


def balances(entries: QuerySet[LedgerEntry] | None = None) -> list[Balance]:
    """The balance of every account, person and currency that has entries; two queries."""
    entries = LedgerEntry.objects.all() if entries is None else entries
    sums: dict[tuple[str, int | None, str], int] = {}
    for side, sign in (("debit", 1), ("credit", -1)):
        for account, person, currency, amount in _side(entries, side):
            key = (account, person if account == Account.INSTRUCTOR else None, currency)
            sums[key] = sums.get(key, 0) + sign * amount
    return [
        Balance(
            account=Account(account),
            instructor_id=person,
            currency=currency,
            amount_minor=amount if account in ASSETS else -amount,
        )
        for (account, person, currency), amount in sorted(sums.items(), key=str)
    ]


def instructor_balance(instructor_id: int, currency: str) -> int:
    """What is owed to an instructor, below zero when they were paid what has been refunded since; two queries."""
    own = LedgerEntry.objects.filter(instructor=instructor_id, currency=currency)
    return sum(balance.amount_minor for balance in balances(own) if balance.account == Account.INSTRUCTOR)


def trial_balance() -> dict[str, int]:
    """What is there less what is owed or earned, by currency: always 0."""
    totals: dict[str, int] = {}
    for balance in balances():
        sign = 1 if balance.account in ASSETS else -1
        totals[balance.currency] = totals.get(balance.currency, 0) + sign * balance.amount_minor
    return totals


def _side(entries: QuerySet[LedgerEntry], side: str) -> Iterable[tuple[str, int | None, str, int]]:
    rows = entries.order_by().values_list(side, "instructor_id", "currency").annotate(amount=Sum("amount_minor"))
    return rows
