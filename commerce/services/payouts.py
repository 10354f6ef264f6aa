"""Paying instructors: payouts are prepared together, approved, exported for the bank, and marked as paid.

What is the instructors' stands in `Revenue`; a row belongs to one payout at most.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from commerce.errors import PayoutRefused
from commerce.models import BankAccount, Payout, PayoutBatch, Revenue, ShopSettings

from .audit import record_act
from .bank import BankDetails, open_details
from .postings import book, paid_out

Status = PayoutBatch.Status
ROWS_AT_ONCE = 5000


@dataclass(frozen=True, kw_only=True)
class Due:
    """What an instructor can be paid in one currency, and the revenues that it consists of."""

    instructor_id: int
    currency: str
    amount_minor: int
    revenue_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A new batch, and what is due to people who have not said where their money goes."""

    batch: PayoutBatch
    without_bank: list[Due]


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """One payout with all that the bank must know. `is_changed`: the account is not the one that was approved."""

    payout: Payout
    details: BankDetails | None
    is_changed: bool


def require_cashier(user: User) -> None:
    """Raise PermissionDenied for whoever may not pay anybody."""
    if not user.has_perm("commerce.change_payoutbatch"):
        raise PermissionDenied


@transaction.atomic
def prepare_payouts(*, by: User, now: datetime, request: HttpRequest | None = None) -> Prepared:
    """A batch with a payout for everybody to whom enough is due, in each currency.

    Due is what can be paid out by now and is in no other payout, refunds taken off. Raises
    PermissionDenied, and PayoutRefused when there is nobody to pay.
    """
    require_cashier(by)
    dues = [due for due in _lock_dues(now) if due.amount_minor >= max(ShopSettings.load().minimum_payout_minor, 1)]
    accounts = BankAccount.objects.in_bulk([due.instructor_id for due in dues], field_name="user_id")
    payable = [due for due in dues if due.instructor_id in accounts]
    if not payable:
        raise _nobody(bool(dues))
    batch = PayoutBatch.objects.create(prepared_by=by, created_at=now)
    for due in payable:
        payout = Payout.objects.create(
            batch=batch,
            instructor_id=due.instructor_id,
            currency=due.currency,
            amount_minor=due.amount_minor,
            bank=accounts[due.instructor_id].masked,
        )
        for start in range(0, len(due.revenue_ids), ROWS_AT_ONCE):
            Revenue.objects.filter(pk__in=due.revenue_ids[start : start + ROWS_AT_ONCE]).update(payout=payout)
    _record(by, "payouts_prepared", batch, request)
    return Prepared(batch=batch, without_bank=[due for due in dues if due.instructor_id not in accounts])


@transaction.atomic
def approve_payouts(*, batch_id: int, by: User, now: datetime, request: HttpRequest | None = None) -> PayoutBatch:
    """Let the money go; twice is once. Raises PermissionDenied, PayoutRefused.

    Nobody approves a batch by which they are paid themselves.
    """
    batch = _lock(batch_id, by)
    if batch.status == Status.APPROVED:
        return batch
    _require(batch, Status.PREPARED)
    if batch.payouts.filter(instructor=by).exists():
        raise PayoutRefused("PAYOUT_OWN_APPROVAL", _("You are paid by this batch yourself: another admin approves it."))
    batch.status, batch.approved_at, batch.approved_by = Status.APPROVED, now, by
    batch.save(update_fields=["status", "approved_at", "approved_by"])
    _record(by, "payouts_approved", batch, request)
    return batch


@transaction.atomic
def export_payouts(*, batch_id: int, by: User, request: HttpRequest | None = None) -> list[Transfer]:
    """What the bank must know to pay an approved batch, in the clear; recorded each time.

    Raises PermissionDenied, PayoutRefused, and BankClosed when details cannot be decrypted.
    """
    batch = _lock(batch_id, by)
    _require(batch, Status.APPROVED, Status.PAID)
    payouts = list(batch.payouts.select_related("instructor").order_by("pk"))
    accounts = BankAccount.objects.in_bulk([payout.instructor_id for payout in payouts], field_name="user_id")
    _record(by, "payouts_exported", batch, request)
    return [_transfer(payout, accounts.get(payout.instructor_id)) for payout in payouts]


@transaction.atomic
def mark_paid(*, batch_id: int, by: User, now: datetime, request: HttpRequest | None = None) -> PayoutBatch:
    """Book that the bank has paid an approved batch; twice is once. Raises PermissionDenied, PayoutRefused."""
    batch = _lock(batch_id, by)
    if batch.status == Status.PAID:
        return batch
    _require(batch, Status.APPROVED)
    payouts = list(batch.payouts.order_by("pk"))
    for currency in sorted({payout.currency for payout in payouts}):
        entries = (paid_out(payout) for payout in payouts if payout.currency == currency)
        book(entries, currency=currency, now=now)
    batch.payouts.update(paid_at=now)
    _close(batch, Status.PAID, now)
    _record(by, "payouts_paid", batch, request)
    return batch


@transaction.atomic
def cancel_payouts(*, batch_id: int, by: User, now: datetime, request: HttpRequest | None = None) -> PayoutBatch:
    """Give up a batch that is not paid: its revenues are due again. Twice is once.

    Raises PermissionDenied, PayoutRefused.
    """
    batch = _lock(batch_id, by)
    if batch.status == Status.CANCELLED:
        return batch
    _require(batch, Status.PREPARED, Status.APPROVED)
    Revenue.objects.filter(payout__batch=batch).update(payout=None)
    _close(batch, Status.CANCELLED, now)
    _record(by, "payouts_cancelled", batch, request)
    return batch


def _lock_dues(now: datetime) -> list[Due]:
    """What is due to everybody, its rows locked in one order: who prepares at the same moment finds none of them."""
    rows = Revenue.objects.filter(payout=None, available_at__lte=now, instructor__isnull=False).order_by("pk")
    found: dict[tuple[int, str], list[tuple[int, int]]] = {}
    locked = rows.select_for_update(of=("self",)).values_list("pk", "instructor_id", "currency", "amount_minor")
    for pk, person, currency, amount in locked:
        found.setdefault((person, currency), []).append((pk, amount))
    return [
        Due(
            instructor_id=person,
            currency=currency,
            amount_minor=sum(amount for _pk, amount in revenues),
            revenue_ids=tuple(pk for pk, _amount in revenues),
        )
        for (person, currency), revenues in sorted(found.items())
    ]


def _nobody(is_for_want_of_banks: bool) -> PayoutRefused:
    if is_for_want_of_banks:
        return PayoutRefused("PAYOUT_NO_BANK", _("Nobody to whom something is due has saved a bank account yet."))
    return PayoutRefused("PAYOUT_NOTHING_DUE", _("Nothing is due to anybody that reaches the least payout."))


def _transfer(payout: Payout, account: BankAccount | None) -> Transfer:
    return Transfer(
        payout=payout,
        details=open_details(account) if account else None,
        is_changed=account is None or account.updated_at > payout.batch.created_at,
    )


def _lock(batch_id: int, by: User) -> PayoutBatch:
    require_cashier(by)
    batch = PayoutBatch.objects.select_for_update().filter(pk=batch_id).first()
    if batch is None:
        raise PayoutRefused
    return batch


def _require(batch: PayoutBatch, *statuses: str) -> None:
    if batch.status not in statuses:
        raise PayoutRefused


def _close(batch: PayoutBatch, status: str, now: datetime) -> None:
    batch.status, batch.closed_at = status, now
    batch.save(update_fields=["status", "closed_at"])


def _record(by: User, verb: str, batch: PayoutBatch, request: HttpRequest | None) -> None:
    """With the sums of the batch, as its rows are those of other tables that may change."""
    record_act(
        actor=by, verb=verb, target=f"payouts {batch}", details={"sums": _sums(batch.payouts.all())}, request=request
    )


def _sums(payouts: Iterable[Payout]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for payout in payouts:
        sums[payout.currency] = sums.get(payout.currency, 0) + payout.amount_minor
    return sums
