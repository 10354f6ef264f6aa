"""Giving seats to many people at once, all or none of them."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from catalog.errors import CourseClosed
from catalog.models import Grant
from catalog.queries.named_courses import course_named
from catalog.services.group_enrollment import enroll_group
from classroom.errors import BatchClosed, TooFewSeats
from classroom.events import BatchJoined
from classroom.models import BatchMember, CourseBatch
from lms_site.events import publish_many
from lms_site.models import Stock
from lms_site.stock import take_many

from .joining import grant_reference
from .locking import lock_open_batch
from .openings import push_openings

A_STATEMENT = 1000


@transaction.atomic
def seat_group(*, batch: CourseBatch, sources: Mapping[int, str], now: datetime | None = None) -> list[BatchMember]:
    """Give a seat to each person of `sources` (id of the person to how they come), or to none of them.

    For each this is `join_batch`: who is in the batch already stays as they are. Returns those who were seated now.
    Raises TooFewSeats, BatchClosed, BatchArchived, CourseClosed.
    """
    now = now or timezone.now()
    batch = lock_open_batch(batch.pk)
    known = {member.user_id: member for member in batch.members.filter(user_id__in=sources)}
    new_ids = [pk for pk in sources if pk not in known or known[pk].left_at is not None]
    if not new_ids:
        return []
    course = course_named(batch.course_key)
    if batch.over_at <= now:
        raise BatchClosed
    if course is None:
        raise CourseClosed
    _take_seats(batch, new_ids, now)
    members = _sit_down([known.get(pk) or BatchMember(batch=batch, user_id=pk) for pk in new_ids], sources, now)
    enroll_group(
        course=course,
        references={member.user_id: grant_reference(member) for member in members},
        source=Grant.Source.BATCH,
        now=now,
    )
    push_openings(batch=batch, user_ids=[member.user_id for member in members])
    publish_many(BatchJoined(member_id=member.pk) for member in members)
    return members


def seats_needed(batch: CourseBatch, people: Collection[int], new: int, now: datetime) -> int:
    """How many seats `people` and so many new accounts need; who waited and has one kept needs none."""
    waits = batch.waitlist.filter(ended_at=None, claim_until__gt=now, user_id__in=people, is_paying=False)
    return len(people) + new - waits.count()


def _take_seats(batch: CourseBatch, user_ids: Collection[int], now: datetime) -> None:
    """Those who waited wait no more; a seat that was kept for one of them is theirs."""
    needed = seats_needed(batch, user_ids, 0, now)
    if needed and not take_many(batch.stock_id, needed):
        raise TooFewSeats.of(needed=needed, left=Stock.objects.get(pk=batch.stock_id).left or 0)
    # A seat that is being paid for is the order's, which finds its buyer in the batch and is given back.
    waits = batch.waitlist.filter(user_id__in=user_ids, ended_at=None, is_paying=False)
    waits.filter(Q(offered_at=None) | Q(claim_until__gt=now)).update(ended_at=now)


def _sit_down(members: list[BatchMember], sources: Mapping[int, str], now: datetime) -> list[BatchMember]:
    """Store them as having a seat; with their numbers."""
    for member in members:
        member.source, member.joined_at, member.left_at = sources[member.user_id], now, None
        member.removed_by, member.reason, member.moved_to = None, "", None
    returning = [member for member in members if member.pk]
    fields = ["source", "joined_at", "left_at", "removed_by", "reason", "moved_to"]
    BatchMember.objects.bulk_update(returning, fields, batch_size=A_STATEMENT)
    BatchMember.objects.bulk_create([member for member in members if not member.pk], batch_size=A_STATEMENT)
    return members
