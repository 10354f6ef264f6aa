"""What becomes of the seats of an account that is deleted."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from classroom.models import BatchMember, WaitlistEntry

from .joining import stand_up
from .paid_places import lock_batches
from .waiting import stop_waiting


@transaction.atomic
def free_seats_of(user: User) -> None:
    """End each place and each wait of somebody whose account goes: their seats go to whoever is next."""
    now = timezone.now()
    seats = BatchMember.objects.filter(user=user, left_at=None)
    waits = WaitlistEntry.objects.filter(user=user, ended_at=None)
    # All of them before anything else: what follows takes stocks and enrollments, which come after batches.
    lock_batches([*seats.values_list("batch_id", flat=True), *waits.values_list("batch_id", flat=True)])
    for member in seats.select_related("batch"):
        stand_up(member, now)
    for entry in waits.select_related("batch"):
        stop_waiting(user=user, batch=entry.batch, now=now)
