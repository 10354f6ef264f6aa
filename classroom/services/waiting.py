"""The waitlist: waiting, taking the seat that is kept for one, letting it go."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from classroom.errors import BatchClosed, JoinRefused, SeatGone, SeatsLeft
from classroom.join_codes import as_join_code
from classroom.models import BatchMember, CourseBatch, Joining, JoinSource, WaitlistEntry
from lms_site.models import Stock

from .joining import is_open_for_joining, join_batch
from .locking import lock_batch
from .seats import free_seat


@transaction.atomic
def wait_for_seat(*, user, batch: CourseBatch, code: str = "", now: datetime | None = None) -> WaitlistEntry | None:
    """Put `user` at the end of the waitlist of a full batch; who waits already keeps their place.

    None for somebody who is in the batch. Raises SeatsLeft where nobody needs to wait, BatchClosed, JoinRefused.
    """
    now = now or timezone.now()
    batch = lock_batch(batch.pk)
    if BatchMember.objects.filter(batch=batch, user=user, left_at=None).exists():
        return None
    if batch.joining == Joining.STAFF or (batch.joining == Joining.CODE and as_join_code(code) != batch.join_code):
        raise JoinRefused
    if not is_open_for_joining(batch, now):
        raise BatchClosed
    entry = WaitlistEntry.objects.filter(batch=batch, user=user, ended_at=None).first()
    if entry is not None:
        return entry
    if Stock.objects.get(pk=batch.stock_id).left != 0:
        raise SeatsLeft
    return WaitlistEntry.objects.create(batch=batch, user=user, waits_since=now)


@transaction.atomic
def claim_seat(*, user, batch: CourseBatch, now: datetime | None = None) -> BatchMember:
    """Take the seat that is kept for `user`. Raises SeatGone, BatchClosed, JoinRefused where it must be paid."""
    now = now or timezone.now()
    batch = lock_batch(batch.pk)
    if batch.joining == Joining.PURCHASE:
        raise JoinRefused("JOIN_BY_BUYING")
    entry = WaitlistEntry.objects.filter(batch=batch, user=user, ended_at=None, claim_until__gt=now).first()
    if entry is None:
        raise SeatGone
    _end(entry, now)
    return join_batch(user=user, batch=batch, source=JoinSource.WAITLIST, has_seat=True, now=now)


@transaction.atomic
def stop_waiting(*, user, batch: CourseBatch, now: datetime | None = None) -> None:
    """Wait no more; a seat that was kept goes to the next one. Twice is doing it once."""
    now = now or timezone.now()
    batch = lock_batch(batch.pk)
    entry = WaitlistEntry.objects.filter(batch=batch, user=user, ended_at=None).first()
    if entry is not None:
        _let_go(entry, batch, now)


def expire_claims(*, now: datetime | None = None) -> int:
    """End the offers whose time is over; their seats go to whoever is next. Returns how many."""
    now = now or timezone.now()
    due = WaitlistEntry.objects.filter(ended_at=None, claim_until__lte=now, is_paying=False)
    return sum(_expire(pk, batch_id, now) for pk, batch_id in due.values_list("pk", "batch_id"))


@transaction.atomic
def _expire(entry_id: int, batch_id: int, now: datetime) -> bool:
    batch = lock_batch(batch_id)
    entry = WaitlistEntry.objects.filter(pk=entry_id, ended_at=None, claim_until__lte=now, is_paying=False).first()
    if entry is None:
        return False
    _let_go(entry, batch, now)
    return True


def _let_go(entry: WaitlistEntry, batch: CourseBatch, now: datetime) -> None:
    _end(entry, now)
    # A seat that is being paid for is the order's: it goes on when that ends.
    if entry.offered_at is not None and not entry.is_paying:
        free_seat(batch=batch, now=now)


def _end(entry: WaitlistEntry, now: datetime) -> None:
    entry.ended_at = now
    entry.save(update_fields=["ended_at"])
