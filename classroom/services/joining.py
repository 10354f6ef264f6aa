"""Coming into a batch and leaving it. Who is in it has a seat, and the course open."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from catalog.errors import CourseClosed
from catalog.models import CoursePage, Grant
from catalog.queries.named_courses import course_named
from catalog.services.enrollment import enroll, revoke
from classroom.errors import BatchClosed, BatchFull, JoinCodeUnknown, JoinRefused, PaidPlace
from classroom.events import BatchJoined, BatchLeft
from classroom.join_codes import as_join_code
from classroom.models import BatchMember, CourseBatch, Joining, JoinSource, WaitlistEntry
from lms_site.events import publish
from lms_site.stock import take_one

from .locking import lock_batch
from .openings import anchor_of, follow_openings, openings_after_leaving
from .paid_courses import check_still_free
from .seats import free_seat

# How a batch may be joined by oneself, and what it is called then.
BY_ONESELF = {Joining.ANYBODY: JoinSource.ANYBODY, Joining.CODE: JoinSource.CODE}


@transaction.atomic
def join_batch(
    *, user, batch: CourseBatch, source: str, has_seat: bool = False, now: datetime | None = None
) -> BatchMember:
    """Give `user` a seat in the batch and open its course to them; who is in it already stays as they are.

    `has_seat`: the seat was taken for them before. Modules open as they do for the batch.
    Raises BatchClosed, BatchFull, CourseClosed.
    """
    return _join(user, lock_batch(batch.pk), source, has_seat, now or timezone.now())


def _join(user, batch: CourseBatch, source: str, has_seat: bool, now: datetime) -> BatchMember:
    """`join_batch` of a batch that is locked."""
    member = BatchMember.objects.filter(batch=batch, user=user).first()
    if member is not None and member.left_at is None:
        return member
    if batch.archived_at or batch.over_at <= now:
        raise BatchClosed
    if not has_seat and not _has_kept_seat(user, batch, now) and not take_one(batch.stock_id):
        raise BatchFull
    member = _sit_down(member or BatchMember(batch=batch, user=user), source, now)
    enrollment = enroll(
        user=user,
        course=_course(batch.course_key),
        source=Grant.Source.BATCH,
        reference=grant_reference(member),
        anchor=anchor_of(batch),
        now=now,
    )
    follow_openings(batch=batch, enrollment=enrollment)
    publish(BatchJoined(member_id=member.pk))
    return member


@transaction.atomic
def join_by_oneself(*, user, batch: CourseBatch, code: str = "", now: datetime | None = None) -> BatchMember:
    """Join a batch that is open to anybody, or by its code. Raises JoinRefused and what `join_batch` does."""
    return _join_by_oneself(user, lock_batch(batch.pk), code, now or timezone.now())


def _join_by_oneself(user, batch: CourseBatch, code: str, now: datetime) -> BatchMember:
    """`join_by_oneself` of a batch that is locked."""
    has_code = bool(code) and as_join_code(code) == batch.join_code
    if batch.joining == Joining.PURCHASE:
        raise JoinRefused("JOIN_BY_BUYING")
    if batch.joining == Joining.STAFF or (batch.joining == Joining.CODE and not has_code):
        raise JoinRefused
    check_still_free(batch)
    if not is_open_for_joining(batch, now):
        raise BatchClosed
    return _join(user, batch, BY_ONESELF[Joining(batch.joining)], False, now)


@transaction.atomic
def join_with_code(*, user, code: str, now: datetime | None = None) -> BatchMember:
    """Join the batch that has this code. Raises JoinCodeUnknown and what `join_by_oneself` does."""
    batch = _find_by_code(CourseBatch.objects.select_for_update(), code)
    return _join_by_oneself(user, batch, code, now or timezone.now())


def batch_with_code(code: str) -> CourseBatch:
    """The batch of a code as people type it. Raises JoinCodeUnknown, also for those whose code counts no more."""
    return _find_by_code(CourseBatch.objects.all(), code)


def _find_by_code(batches: QuerySet[CourseBatch], code: str) -> CourseBatch:
    batches = batches.exclude(joining=Joining.STAFF).filter(archived_at=None)
    batch = batches.filter(join_code=as_join_code(code)).first()
    if batch is None:
        raise JoinCodeUnknown
    return batch


@transaction.atomic
def leave_batch(*, user, batch: CourseBatch, now: datetime | None = None) -> None:
    """Give up one's seat; progress stays. Twice is doing it once. Raises PaidPlace where it was bought."""
    batch = lock_batch(batch.pk)
    member = BatchMember.objects.filter(batch=batch, user=user, left_at=None).first()
    if member is None:
        return
    if member.source == JoinSource.PURCHASE:
        raise PaidPlace
    stand_up(member, now or timezone.now())


@transaction.atomic
def remove_member(*, member: BatchMember, by, reason: str, now: datetime | None = None) -> None:
    """Take somebody's seat, whatever gave it; twice is doing it once."""
    lock_batch(member.batch_id)
    member.refresh_from_db()
    if member.left_at is None:
        member.removed_by, member.reason = by, reason[:200]
        stand_up(member, now or timezone.now())


def is_open_for_joining(batch: CourseBatch, now: datetime) -> bool:
    """Whether it is the time in which people join by themselves."""
    has_begun = batch.joins_from is None or batch.joins_from <= now
    has_ended = batch.joins_until is not None and batch.joins_until <= now
    return has_begun and not has_ended and batch.archived_at is None and now < batch.over_at


def grant_reference(member: BatchMember) -> str:
    """What names the grant that a place in a batch gives."""
    return f"{member.batch_id}:{member.user_id}"


def _has_kept_seat(user, batch: CourseBatch, now: datetime) -> bool:
    """Whether `user` had waited; no more from now on. True where a seat of the locked batch is kept for them."""
    waits = WaitlistEntry.objects.filter(batch=batch, user=user, ended_at=None, is_paying=False)
    entry = waits.filter(Q(offered_at=None) | Q(claim_until__gt=now)).first()
    if entry is None:
        return False
    entry.ended_at = now
    entry.save(update_fields=["ended_at"])
    return entry.offered_at is not None


def _sit_down(member: BatchMember, source: str, now: datetime) -> BatchMember:
    member.source, member.joined_at, member.left_at = source, now, None
    member.removed_by, member.reason, member.moved_to = None, "", None
    member.save()
    return member


def stand_up(member: BatchMember, now: datetime) -> None:
    """End the place of a member whose batch is locked: the seat goes on, the course closes."""
    member.left_at = now
    member.save(update_fields=["left_at", "removed_by", "reason"])
    free_seat(batch=member.batch, now=now)
    revoke(source=Grant.Source.BATCH, reference=grant_reference(member), now=now)
    openings_after_leaving(batch=member.batch, user_ids=[member.user_id])
    publish(BatchLeft(member_id=member.pk))


def _course(course_key: UUID) -> CoursePage:
    """The course in the language that is live, else in any: `enroll` refuses that one. Raises CourseClosed."""
    course = course_named(course_key)
    if course is None:
        raise CourseClosed
    return course
