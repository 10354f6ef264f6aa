"""Comparing our payments with the provider's."""

from celery import shared_task

from commerce.services import reconciliation


@shared_task
def reconcile_yesterday() -> None:
    """Compare the payments of the last whole day (UTC), once."""
    reconciliation.reconcile_yesterday()


@shared_task
def compare(*, run_id: int) -> None:
    """Do a comparison that somebody asked for."""
    reconciliation.compare(run_id=run_id)
