"""Paying instructors."""

from celery import shared_task

from commerce.services import bank


@shared_task
def tell_of_bank_change(*, account_id: int) -> None:
    """Tell the person that their bank details have changed."""
    bank.tell_of_change(account_id=account_id)
