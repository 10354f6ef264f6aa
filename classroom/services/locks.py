"""Locking a batch: what changes it or who is in it goes one after another."""

from classroom.errors import BatchArchived
from classroom.models import CourseBatch


def lock_batch(batch_id: int) -> CourseBatch:
    """The batch, locked. Call inside a transaction, after an order and before enrollments."""
    return CourseBatch.objects.select_for_update().get(pk=batch_id)


def lock_open_batch(batch_id: int) -> CourseBatch:
    """As `lock_batch`; raises BatchArchived for one that can only be read."""
    batch = lock_batch(batch_id)
    if batch.archived_at is not None:
        raise BatchArchived
    return batch
