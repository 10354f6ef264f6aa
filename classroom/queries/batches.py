"""Reading batches: those that somebody may know of, with what each of them is told."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import (
    Count,
    DateField,
    DateTimeField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from catalog.rules import moderates
from classroom.models import BatchMember, BatchTeacher, CourseBatch, WaitlistEntry
from lms_site.prepared import Prepared

from .open_batches import is_open_to_all

NOBODY = 0  # in place of the id of somebody without an account


def batches_known_to(user, now: datetime) -> QuerySet[CourseBatch]:
    """The batches of `user`, and those that anybody may join now, or buy a place in; moderators see all.

    Each with its stock, and with `is_member`, `is_teacher`, `teacher_role`, `is_waiting` and `member_count`.
    """
    person = user.pk or NOBODY
    batches = _all_batches(person) if moderates(user) else _own_and_open(person, now, now.date())
    return batches.order_by("-starts_on", "-pk")


def batch_known_to(user, pk: int, now: datetime) -> CourseBatch | None:
    """One of `batches_known_to`; one query."""
    values = {"pk": pk, "user": user.pk or NOBODY}
    found = BATCH.rows(**values) if moderates(user) else KNOWN_BATCH.rows(**values, now=now, today=now.date())
    return next(iter(found), None)


def roster_of(batch: CourseBatch) -> QuerySet[BatchMember]:
    """Those who have a seat, by name; with their accounts."""
    return batch.members.filter(left_at=None).select_related("user").order_by("user__display_name", "pk")


def _all_batches(user: int) -> QuerySet[CourseBatch]:
    mine = {"batch": OuterRef("pk"), "user": user}
    return CourseBatch.objects.select_related("stock").annotate(
        is_member=Exists(BatchMember.objects.filter(**mine, left_at=None)),
        is_teacher=Exists(BatchTeacher.objects.filter(**mine)),
        teacher_role=Coalesce(Subquery(BatchTeacher.objects.filter(**mine).values("role")[:1]), Value("")),
        # Rules ask no more queries about a batch that was read for the same person.
        read_for=Value(user, IntegerField()),
        is_waiting=Exists(WaitlistEntry.objects.filter(**mine, ended_at=None)),
        member_count=Count("members", filter=Q(members__left_at=None)),
    )


def _own_and_open(user: int, now: datetime, today: date) -> QuerySet[CourseBatch]:
    is_own = Q(is_member=True) | Q(is_teacher=True) | Q(is_waiting=True)
    return _all_batches(user).filter(is_own | is_open_to_all(now, today))


def _one(batches: Callable[..., QuerySet[CourseBatch]], pk: int, **values: Any) -> QuerySet[CourseBatch]:
    return batches(**values).filter(pk=pk)


BATCH: Prepared[CourseBatch] = Prepared(partial(_one, _all_batches), pk=IntegerField(), user=IntegerField())
KNOWN_BATCH: Prepared[CourseBatch] = Prepared(
    partial(_one, _own_and_open), pk=IntegerField(), user=IntegerField(), now=DateTimeField(), today=DateField()
)
