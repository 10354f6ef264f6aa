"""Locking a batch: after an order, before its sessions and before enrollments."""

from classroom.errors import BatchArchived
from classroom.models import CourseBatch


def lock_batch(batch_id: int) -> CourseBatch:
    """The batch, locked. Call inside a transaction."""
    return CourseBatch.objects.select_for_update().get(pk=batch_id)


def lock_open_batch(batch_id: int) -> CourseBatch:
    """As `lock_batch`; raises BatchArchived for one that can only be read."""
    batch = lock_batch(batch_id)
    if batch.archived_at is not None:
        raise BatchArchived
    return batch
