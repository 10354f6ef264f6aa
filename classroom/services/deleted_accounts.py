"""What becomes of the seats of an account that is deleted."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from classroom.models import BatchMember, WaitlistEntry

from .joining import stand_up
from .locking import lock_batch
from .waiting import stop_waiting


@transaction.atomic
def free_seats_of(user: User) -> None:
    """End each place and each wait of somebody whose account goes: their seats go to whoever is next."""
    now = timezone.now()
    seats = BatchMember.objects.filter(user=user, left_at=None)
    waits = WaitlistEntry.objects.filter(user=user, ended_at=None).select_related("batch")
    # In one order of batches, as everybody locks them.
    for batch_id in sorted({*seats.values_list("batch_id", flat=True), *waits.values_list("batch_id", flat=True)}):
        lock_batch(batch_id)
    for member in seats.order_by("batch_id"):
        stand_up(member, now)
    for entry in waits.order_by("batch_id"):
        stop_waiting(user=user, batch=entry.batch, now=now)
