"""Everybody of a batch as those who teach it see them: where they are in the course, when they were here."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, F, FilteredRelation, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Least, Lower, NullIf

from classroom.models import BatchMember, CourseBatch, WaitlistEntry


class Standing:
    """Which of a batch's people are meant."""

    HERE = "here"
    LEFT = "left"
    WAITING = "waiting"
    ALL = (HERE, LEFT, WAITING)


# What the list can be sorted by, in both directions.
SORTS: dict[str, Any] = {
    "name": Lower(Coalesce(NullIf("user__display_name", Value("")), "user__email")),
    "joined": F("joined_at"),
    "progress": F("progress"),
    "seen": F("run__last_seen_at"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFilter:
    """Whom to list. `progress_under` is in percent; `unseen_days` finds those who were not here for so many days."""

    words: str = ""
    standing: str = Standing.HERE
    source: str = ""
    progress_under: int | None = None
    unseen_days: int | None = None
    sort: str = "name"


def roster(batch: CourseBatch, wanted: RosterFilter, now: datetime) -> QuerySet[BatchMember]:
    """The members whom the filter finds, sorted, each with account, `progress` (percent) and `last_seen_at`."""
    members = _with_run(batch.members.all(), batch).filter(left_at__isnull=wanted.standing != Standing.LEFT)
    members = _narrow(members, wanted, now)
    key = SORTS[wanted.sort.removeprefix("-")]
    order = key.desc(nulls_last=True) if wanted.sort.startswith("-") else key.asc(nulls_first=True)
    return members.order_by(order, "pk")


def waiting_list(batch: CourseBatch, words: str = "") -> QuerySet[WaitlistEntry]:
    """Those who wait, the next one first; with their accounts."""
    waits = batch.waitlist.filter(ended_at=None).select_related("user", "user__profile")
    return waits.filter(_named(words)) if words else waits


def standing_counts(batch: CourseBatch) -> dict[str, int]:
    """How many are here, have left and wait; two queries."""
    counts = batch.members.aggregate(
        here=Count("pk", filter=Q(left_at=None)), left=Count("pk", filter=Q(left_at__isnull=False))
    )
    return {**counts, Standing.WAITING: batch.waitlist.filter(ended_at=None).count()}


def _with_run(members: QuerySet[BatchMember], batch: CourseBatch) -> QuerySet[BatchMember]:
    """At most one run of a course is active, so that this adds no rows."""
    run = Q(user__enrollments__course_key=batch.course_key, user__enrollments__is_active=True)
    required = F("run__required_count")
    percent = Case(
        When(run__completed_at__isnull=False, run__required_count=0, then=Value(100)),
        When(run__required_count__gt=0, then=Least(Value(100), F("run__completed_count") * 100 / required)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return (
        members.select_related("user", "user__profile", "moved_to__batch")
        .annotate(run=FilteredRelation("user__enrollments", condition=run))
        .annotate(progress=percent, last_seen_at=F("run__last_seen_at"))
    )


def _narrow(members: QuerySet[BatchMember], wanted: RosterFilter, now: datetime) -> QuerySet[BatchMember]:
    if wanted.words:
        members = members.filter(_named(wanted.words))
    if wanted.source:
        members = members.filter(source=wanted.source)
    if wanted.progress_under is not None:
        members = members.filter(Q(progress__lt=wanted.progress_under))
    if wanted.unseen_days is not None:
        since = now - timedelta(days=wanted.unseen_days)
        members = members.filter(Q(last_seen_at=None) | Q(last_seen_at__lt=since))
    return members


def _named(words: str) -> Q:
    return Q(user__display_name__icontains=words) | Q(user__email__icontains=words)
