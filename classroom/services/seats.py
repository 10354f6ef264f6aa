"""Handing seats on: whoever waits comes before everybody else."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from classroom.events import SeatOffered
from classroom.models import CourseBatch, WaitlistEntry
from lms_site.events import publish
from lms_site.stock import give_back, give_back_many, take_one

# So long a seat is kept for somebody who has waited.
CLAIM = timedelta(hours=24)


def free_seat(*, batch: CourseBatch, now: datetime) -> None:
    """A seat of the locked batch is free: keep it for whoever waits first, else give it back."""
    entry = waiting(batch).first()
    if entry is None or batch.archived_at is not None:
        give_back([batch.stock_id])
    else:
        _offer(entry, now)


def free_seats(*, batch: CourseBatch, number: int, now: datetime) -> None:
    """So many seats of the locked batch are free: as `free_seat` for each of them."""
    entries = list(waiting(batch)[:number]) if batch.archived_at is None else []
    for entry in entries:
        _offer(entry, now)
    if number > len(entries):
        give_back_many(batch.stock_id, number - len(entries))


def offer_free_seats(*, batch: CourseBatch, now: datetime) -> int:
    """Keep the free seats of the locked batch for those who wait, in their order; returns for how many."""
    offered = 0
    for entry in waiting(batch):
        if not take_one(batch.stock_id):
            break
        _offer(entry, now)
        offered += 1
    return offered


def waiting(batch: CourseBatch) -> QuerySet[WaitlistEntry]:
    """Those who wait for a seat and have none kept for them, the next one first."""
    return WaitlistEntry.objects.filter(batch=batch, ended_at=None, offered_at=None)


def _offer(entry: WaitlistEntry, now: datetime) -> None:
    entry.offered_at, entry.claim_until = now, now + CLAIM
    entry.save(update_fields=["offered_at", "claim_until"])
    publish(SeatOffered(entry_id=entry.pk))
