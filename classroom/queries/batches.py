"""Reading batches: those that somebody may know of, with what each of them is told."""

from datetime import datetime

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from catalog.rules import moderates
from classroom.models import BatchMember, BatchTeacher, CourseBatch, WaitlistEntry

from .open_batches import is_open_to_all


def batches_known_to(user, now: datetime) -> QuerySet[CourseBatch]:
    """The batches of `user`, and those that anybody may join now, or buy a place in; moderators see all.

    Each with its stock, and with `is_member`, `is_teacher`, `teacher_role`, `is_waiting` and `member_count`.
    """
    batches = _with_standing(CourseBatch.objects.select_related("stock"), user).order_by("-starts_on", "-pk")
    if moderates(user):
        return batches
    return batches.filter(_is_own() | is_open_to_all(now))


def batch_known_to(user, pk: int, now: datetime) -> CourseBatch | None:
    """One of `batches_known_to`; one query."""
    return batches_known_to(user, now).filter(pk=pk).first()


def roster_of(batch: CourseBatch) -> QuerySet[BatchMember]:
    """Those who have a seat, by name; with their accounts."""
    return batch.members.filter(left_at=None).select_related("user").order_by("user__display_name", "pk")


def _with_standing(batches: QuerySet[CourseBatch], user) -> QuerySet[CourseBatch]:
    mine = {"batch": OuterRef("pk"), "user": user.pk}
    return batches.annotate(
        is_member=Exists(BatchMember.objects.filter(**mine, left_at=None)),
        is_teacher=Exists(BatchTeacher.objects.filter(**mine)),
        teacher_role=Coalesce(Subquery(BatchTeacher.objects.filter(**mine).values("role")[:1]), Value("")),
        # Rules ask no more queries about a batch that was read for the same person.
        read_for=Value(user.pk, IntegerField()),
        is_waiting=Exists(WaitlistEntry.objects.filter(**mine, ended_at=None)),
        member_count=Count("members", filter=Q(members__left_at=None)),
    )


def _is_own() -> Q:
    return Q(is_member=True) | Q(is_teacher=True) | Q(is_waiting=True)
