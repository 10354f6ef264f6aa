"""Places in batches as goods: what they are called, whether they can be bought now, who has one."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from classroom.models import BatchMember, CourseBatch, Joining
from classroom.queries.open_batches import open_batches
from classroom.services.joining import is_open_for_joining
from commerce.models import Offer, OfferKind

TITLE_LETTERS = 255


def batches_of(offers: Iterable[Offer]) -> dict[int, CourseBatch]:
    """The batch of each offer of a place, by the offer's id; one query where there is one, else none."""
    wanted = {offer.pk: offer.batch_id for offer in offers if offer.kind == OfferKind.BATCH}
    if not wanted:
        return {}
    rows = CourseBatch.objects.in_bulk([pk for pk in wanted.values() if pk])
    return {pk: rows[batch_id] for pk, batch_id in wanted.items() if batch_id in rows}


def title_of_place(course_title: str, batch: CourseBatch) -> str:
    """As it stands in carts, on orders and on invoices: the course and its batch."""
    return f"{course_title}: {batch.name}"[:TITLE_LETTERS]


def url_of_place(batch: CourseBatch) -> str:
    """The page of the batch: its door for buyers, its rooms for members."""
    return reverse("classroom:batch", args=[batch.pk])


def is_sold_now(batch: CourseBatch, now: datetime) -> bool:
    """Whether its places are bought at all, and this is the time for it."""
    return batch.joining == Joining.PURCHASE and is_open_for_joining(batch, now)


def batches_sold(now: datetime) -> QuerySet[CourseBatch]:
    """The batches in which places can be bought now, of courses that everybody may see."""
    return open_batches(now).filter(joining=Joining.PURCHASE)


def can_still_be_taken(batch: CourseBatch, now: datetime) -> bool:
    """Whether somebody for whom a seat is kept may buy it, also when nobody else may join any more."""
    return batch.joining == Joining.PURCHASE and batch.archived_at is None and now < batch.over_at


def batches_joined(user, batch_ids: Iterable[int]) -> set[int]:
    """Of these batches, those that `user` is in; one query, none for visitors or no batches."""
    ids = set(batch_ids)
    if not ids or user is None or not user.is_authenticated:
        return set()
    members = BatchMember.objects.filter(user=user, batch__in=ids, left_at=None)
    return set(members.values_list("batch_id", flat=True))
