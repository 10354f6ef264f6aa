"""What teachers do with people of a batch: put in, move, remove, put back, seat those who wait."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from catalog.models import Grant
from catalog.services.group_enrollment import revoke_group
from classroom.errors import BatchFull, MoveRefused, NotRemoved, ReasonMissing
from classroom.events import BatchLeft, MemberMoved, MemberPlaced, MemberRemoved
from classroom.models import BatchMember, CourseBatch, JoinSource, WaitlistEntry
from lms_site.events import publish, publish_many

from .joining import grant_reference, join_batch
from .locking import lock_batch, lock_open_batch
from .openings import openings_after_leaving
from .placing import seat_group
from .seats import free_seats


@transaction.atomic
def move_members(
    *, batch: CourseBatch, members: Collection[int], to: CourseBatch, by, now: datetime | None = None
) -> list[BatchMember]:
    """Move people to another batch of the course, all or none; returns their places there.

    `members` are numbers of places; those without a seat are left out. Progress stays, modules open counting from
    the first day of the other batch. A place that was paid for stays so, and is found again by `place_of`. Raises
    MoveRefused, TooFewSeats, BatchClosed, BatchArchived.
    """
    now = now or timezone.now()
    for pk in sorted({batch.pk, to.pk}):
        lock_batch(pk)
    batch = lock_open_batch(batch.pk)
    leaving = list(batch.members.filter(pk__in=members, left_at=None).order_by("pk"))
    _check_move(batch, to, leaving)
    places = seat_group(batch=to, sources={member.user_id: member.source for member in leaving}, now=now)
    place_of_user = {place.user_id: place for place in places}
    for member in leaving:
        member.removed_by, member.moved_to = by, place_of_user[member.user_id]
    _stand_up(batch, leaving, now)
    publish_many(MemberMoved(member_id=place.pk) for place in places)
    return places


def _check_move(batch: CourseBatch, to: CourseBatch, leaving: list[BatchMember]) -> None:
    if to.pk == batch.pk or to.course_key != batch.course_key:
        raise MoveRefused
    if to.members.filter(user_id__in=[member.user_id for member in leaving], left_at=None).exists():
        raise MoveRefused("MOVE_ALREADY_THERE")


def _stand_up(batch: CourseBatch, leaving: list[BatchMember], now: datetime) -> None:
    """End these places of the locked batch: the seats go on, the grants end."""
    for member in leaving:
        member.left_at = now
    BatchMember.objects.bulk_update(leaving, ["left_at", "removed_by", "reason", "moved_to"], batch_size=1000)
    free_seats(batch=batch, number=len(leaving), now=now)
    revoke_group(source=Grant.Source.BATCH, references=[grant_reference(member) for member in leaving], now=now)
    publish_many(BatchLeft(member_id=member.pk) for member in leaving)


@transaction.atomic
def remove_members(
    *, batch: CourseBatch, members: Collection[int], by, reason: str, now: datetime | None = None
) -> int:
    """Take the seats of these places and tell each person why; returns of how many. Twice is doing it once.

    What was paid stays paid: a refund goes by the order. Raises ReasonMissing, BatchArchived.
    """
    now, reason = now or timezone.now(), " ".join(reason.split())[:200]
    if not reason:
        raise ReasonMissing
    batch = lock_open_batch(batch.pk)
    leaving = list(batch.members.filter(pk__in=members, left_at=None).order_by("pk"))
    for member in leaving:
        member.removed_by, member.reason = by, reason
    _stand_up(batch, leaving, now)
    openings_after_leaving(batch=batch, user_ids=[member.user_id for member in leaving])
    publish_many(MemberRemoved(member_id=member.pk) for member in leaving)
    return len(leaving)


@transaction.atomic
def put_back(*, member: BatchMember, by, now: datetime | None = None) -> BatchMember:
    """Undo a removal: the seat is taken again. Twice is doing it once.

    Raises NotRemoved, BatchFull, BatchClosed, BatchArchived.
    """
    batch = lock_open_batch(member.batch_id)
    member.refresh_from_db()
    if member.left_at is None:
        return member
    if member.removed_by_id is None or member.moved_to_id is not None:
        raise NotRemoved
    member = join_batch(user=member.user, batch=batch, source=member.source, now=now)
    publish(MemberPlaced(member_id=member.pk, by_id=by.pk))
    return member


@transaction.atomic
def give_seats(*, batch: CourseBatch, entries: Collection[int], by, now: datetime | None = None) -> list[BatchMember]:
    """Seat those of the waitlist, in its order, as far as seats allow; returns who has one now.

    Raises BatchFull where not even the first of them fits, BatchClosed, BatchArchived.
    """
    batch = lock_open_batch(batch.pk)
    waits = batch.waitlist.filter(pk__in=entries, ended_at=None).select_related("user")
    seated: list[BatchMember] = []
    for entry in waits:
        try:
            seated.append(join_batch(user=entry.user, batch=batch, source=JoinSource.WAITLIST, now=now))
        except BatchFull:
            if not seated:
                raise
            break
    publish_many(MemberPlaced(member_id=member.pk, by_id=by.pk) for member in seated)
    return seated


@transaction.atomic
def put_first(*, entry: WaitlistEntry) -> None:
    """Let somebody who waits be before all others who do. Raises BatchArchived."""
    lock_open_batch(entry.batch_id)
    WaitlistEntry.objects.filter(pk=entry.pk, ended_at=None).update(is_first=True)
