"""Reading batches for those who teach them."""

from collections import defaultdict
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from catalog.models import CoursePage
from catalog.queries.board_courses import own_courses
from catalog.rules import moderates
from classroom.models import BatchTeacher, CourseBatch, LiveSession, WaitlistEntry

from .batches import batches_known_to

COMING, RUNNING, OVER, ARCHIVED = "coming", "running", "over", "archived"
UNFINISHED = "unfinished"
STATE_NAMES = {COMING: _("To come"), RUNNING: _("Running"), OVER: _("Over"), ARCHIVED: _("In the archive")}


def batches_taught(user, now: datetime) -> QuerySet[CourseBatch]:
    """The batches that `user` teaches or helps in, the latest to begin first; moderators see all.

    As `batches_known_to`, and with `waiting_count`.
    """
    batches = batches_known_to(user, now).annotate(waiting_count=waiting_count())
    return batches if moderates(user) else batches.filter(Q(is_teacher=True))


def waiting_count() -> Coalesce:
    """How many wait for a seat of a batch or have one kept for them, as a column."""
    rows = WaitlistEntry.objects.filter(batch=OuterRef("pk"), ended_at=None).order_by().values("batch")
    return Coalesce(Subquery(rows.annotate(figure=Count("pk")).values("figure"), output_field=IntegerField()), 0)


def state_of(batch: CourseBatch, now: datetime) -> str:
    """Where the batch stands, as a key of `STATE_NAMES`."""
    if batch.archived_at is not None:
        return ARCHIVED
    if now < batch.begins_at:
        return COMING
    return RUNNING if now < batch.over_at else OVER


def in_state(batches: QuerySet[CourseBatch], state: str, now: datetime) -> QuerySet[CourseBatch]:
    """Those of `batches` whose `state_of` is `state`; UNFINISHED is to come or running.

    One query more, for the clocks that there are.
    """
    if state == ARCHIVED:
        return batches.filter(archived_at__isnull=False)
    condition = Q(pk__in=())
    for today, zones in _zones_by_day(now).items():
        days = {
            COMING: Q(starts_on__gt=today),
            RUNNING: Q(starts_on__lte=today, ends_on__gte=today),
            OVER: Q(ends_on__lt=today),
            UNFINISHED: Q(ends_on__gte=today),
        }
        condition |= Q(timezone__in=zones) & days[state]
    return batches.filter(condition, archived_at=None)


def next_sessions(batches: list[CourseBatch], now: datetime) -> dict[int, LiveSession]:
    """The session of each batch that runs now or comes next, by the batch's number; one query."""
    first: dict[int, LiveSession] = {}
    coming = LiveSession.objects.filter(batch__in=batches, cancelled_at=None, ends_at__gt=now)
    for session in coming.order_by("starts_at", "pk"):
        first.setdefault(session.batch_id, session)
    return first


def courses_for_batches(user) -> QuerySet[CoursePage]:
    """The courses whose batches `user` may make, by title."""
    return own_courses(user).filter(alias_of__isnull=True).order_by("title", "pk")


def teachers_of(batch: CourseBatch) -> QuerySet[BatchTeacher]:
    """Those who teach the batch, in the order in which they came; with their accounts."""
    return batch.teachers.select_related("user").order_by("pk")


def course_keys_taught(user) -> list[UUID]:
    """The courses of the batches of `batches_taught`; one query."""
    batches = CourseBatch.objects.order_by()
    if not moderates(user):
        batches = batches.filter(teachers__user=user)
    return list(batches.values_list("course_key", flat=True).distinct())


def _zones_by_day(now: datetime) -> dict[date, list[str]]:
    """The time zones of batches by the day that it is there now: two or three days at most."""
    days: dict[date, list[str]] = defaultdict(list)
    for zone in CourseBatch.objects.order_by().values_list("timezone", flat=True).distinct():
        days[now.astimezone(ZoneInfo(zone)).date()].append(zone)
    return days
