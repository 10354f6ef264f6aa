"""Instructors who can be paid, and payouts."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from commerce.models import BankAccount, PayoutBatch
from commerce.services.bank import BankDetails, save_bank_account
from commerce.services.payouts import approve_payouts, mark_paid, prepare_payouts

DETAILS = BankDetails(holder="Sari Wulandari", number="1234567890", bank_name="Bank Jago", country="ID")
LONG_AGO = 40  # days: the holding time is over
LATER = timedelta(days=LONG_AGO)


def save_account(person: User) -> BankAccount:
    """The same account for everybody."""
    return save_bank_account(user=person, details=DETAILS)


def prepare(admin: User) -> PayoutBatch:
    """What is due by now."""
    return prepare_payouts(by=admin, now=timezone.now()).batch


def pay(admin: User) -> PayoutBatch:
    """What is due by now, all the way to the bank."""
    batch, now = prepare(admin), timezone.now()
    approve_payouts(batch_id=batch.pk, by=admin, now=now)
    return mark_paid(batch_id=batch.pk, by=admin, now=now)
