"""What the catalog says of batches, kept right as time passes."""

from celery import shared_task

from classroom.services import shown


@shared_task
def show_all_batches() -> None:
    """Bring the cards of courses up to date with their batches."""
    shown.show_all_batches()
