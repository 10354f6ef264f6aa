"""Lines of the books: made here, and written here alone."""

from collections.abc import Iterable
from datetime import datetime

from commerce.models import Account, LedgerEntry, Order, Payout


def received(key: str, account: Account, amount_minor: int, instructor_id: int | None = None) -> LedgerEntry:
    """Money that has come to the provider, and whose it is."""
    return _line(key, Account.PROVIDER, account, amount_minor, instructor_id)


def returned(key: str, account: Account, amount_minor: int, instructor_id: int | None = None) -> LedgerEntry:
    """Money that has gone back from the provider, and who bears that."""
    return _line(key, account, Account.PROVIDER, amount_minor, instructor_id)


def paid_out(payout: Payout) -> LedgerEntry:
    """Money that has gone from the bank to an instructor."""
    entry = _line(f"payout:{payout.pk}", Account.INSTRUCTOR, Account.BANK, payout.amount_minor, payout.instructor_id)
    entry.payout = payout
    return entry


def account_of(instructor_id: int | None) -> Account:
    """Whose share it is: a person's, or the platform's."""
    return Account.PLATFORM if instructor_id is None else Account.INSTRUCTOR


def book(entries: Iterable[LedgerEntry], *, currency: str, now: datetime, order: Order | None = None) -> None:
    """Write the lines with one statement; those of nothing are left out. Raises IntegrityError for a known key."""
    lines = [entry for entry in entries if entry.amount_minor]
    for line in lines:
        line.currency, line.booked_at, line.order = currency, now, order
    LedgerEntry.objects.bulk_create(lines, batch_size=1000)


def _line(key: str, debit: Account, credit: Account, amount_minor: int, instructor_id: int | None) -> LedgerEntry:
    return LedgerEntry(key=key, debit=debit, credit=credit, amount_minor=amount_minor, instructor_id=instructor_id)
