"""Places that are bought: what the shop does to a batch when somebody pays, is late, or gets the money back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from classroom.errors import AlreadyInBatch
from classroom.models import BatchMember, CourseBatch, Joining, JoinSource, WaitlistEntry
from classroom.queries.places import place_of, way_of
from lms_site.stock import take_one

from .joining import join_batch, stand_up
from .locking import lock_batch, lock_open_batch
from .seats import free_seat
from .shown import show_batches


@transaction.atomic
def open_to_buyers(*, batch: CourseBatch) -> CourseBatch:
    """From now on those join by themselves who buy a place, and nobody else. Raises BatchArchived."""
    batch = lock_open_batch(batch.pk)
    if batch.joining != Joining.PURCHASE:
        batch.joining = Joining.PURCHASE
        batch.save(update_fields=["joining"])
        show_batches(course_key=batch.course_key)
    return batch


def lock_batches(batch_ids: Iterable[int]) -> None:
    """Lock these batches in the order of their numbers; whoever touches several does so before anything else."""
    ids = sorted(set(batch_ids))
    if ids:
        list(CourseBatch.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


@transaction.atomic
def hold_seat(*, user, batch_id: int, now: datetime) -> bool:
    """Take a seat for `user`, who is about to pay: the one that the waitlist keeps for them, else a free one.

    False where there is none. The seat is the holder's until `free_held_seat` or `join_by_purchase`.
    """
    batch = lock_batch(batch_id)
    kept = WaitlistEntry.objects.filter(batch=batch, user=user, ended_at=None, claim_until__gt=now, is_paying=False)
    return bool(kept.update(is_paying=True)) or take_one(batch.stock_id)


@transaction.atomic
def free_held_seat(*, user, batch_id: int, now: datetime) -> None:
    """`user` does not pay: the seat is kept for them again as long as the waitlist's offer runs, else handed on."""
    batch = lock_batch(batch_id)
    entry = WaitlistEntry.objects.filter(batch=batch, user=user, ended_at=None, is_paying=True).first()
    if entry is None:
        free_seat(batch=batch, now=now)
        return
    entry.is_paying = False
    entry.save(update_fields=["is_paying"])
    if entry.claim_until is not None and entry.claim_until <= now:
        _end(entry, now)
        free_seat(batch=batch, now=now)


@transaction.atomic
def join_by_purchase(*, user, batch_id: int, now: datetime) -> BatchMember:
    """Give `user` the seat that was held, at whatever time the money has come; they wait no more.

    Raises AlreadyInBatch, BatchClosed, CourseClosed: then the seat is still held.
    """
    batch = lock_batch(batch_id)
    if BatchMember.objects.filter(batch=batch, user=user, left_at=None).exists():
        raise AlreadyInBatch
    member = join_batch(user=user, batch=batch, source=JoinSource.PURCHASE, has_seat=True, now=now)
    entry = WaitlistEntry.objects.filter(batch=batch, user=user, ended_at=None).first()
    if entry is not None:
        has_other_seat = entry.offered_at is not None and not entry.is_paying
        _end(entry, now)
        if has_other_seat:
            free_seat(batch=batch, now=now)
    return member


@transaction.atomic
def leave_by_refund(*, user, batch_id: int, now: datetime) -> None:
    """The money went back: so does the place, if it is still the bought one. Twice is doing it once.

    The place is also found where its owner was moved; one that was taken away before is not put back any more.
    """
    lock_batches(way_of(batch_id=batch_id, user_id=user.pk))
    bought = BatchMember.objects.filter(user=user, source=JoinSource.PURCHASE)
    member = place_of(batch_id=batch_id, user_id=user.pk)
    if member is not None and member.source == JoinSource.PURCHASE:
        stand_up(member, now)
    elif member is None:
        bought.filter(batch=batch_id, left_at__isnull=False).update(removed_by=None)


@transaction.atomic
def wait_first(*, user, batch_id: int, now: datetime) -> None:
    """Put somebody before all others on the waitlist: they have paid, and no seat was left. Twice is once."""
    batch = lock_batch(batch_id)
    if batch.archived_at is not None or BatchMember.objects.filter(batch=batch, user=user, left_at=None).exists():
        return
    waits = WaitlistEntry.objects.filter(batch=batch, user=user, ended_at=None)
    if not waits.update(is_first=True):
        WaitlistEntry.objects.create(batch=batch, user=user, waits_since=now, is_first=True)


def _end(entry: WaitlistEntry, now: datetime) -> None:
    entry.ended_at = now
    entry.is_paying = False
    entry.save(update_fields=["ended_at", "is_paying"])
