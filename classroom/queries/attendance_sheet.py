"""The attendance of a batch as its teachers read it: people by sessions, one session, the table to take away."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from classroom.attendance.share import Share
from classroom.models import Attendance, BatchMember, CourseBatch, LiveSession

PEOPLE_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One person: what is known of each session of the sheet, in its order, None where nothing is."""

    member: BatchMember
    cells: list[Attendance | None]
    share: Share


@dataclass(frozen=True, slots=True)
class Sheet:
    """People by sessions; `totals` are those of all people, in the order of the sessions."""

    sessions: list[LiveSession]
    page: Page
    rows: list[SheetRow]
    totals: list[Share]


def sessions_held(batch: CourseBatch, now: datetime, since: date | None = None, until: date | None = None):
    """Sessions that have begun and were not cancelled, from day to day by the clocks of the batch, the oldest first."""
    sessions = LiveSession.objects.filter(batch=batch, cancelled_at=None, starts_at__lte=now)
    if since:
        sessions = sessions.filter(starts_at__gte=_midnight(since, batch))
    if until:
        sessions = sessions.filter(starts_at__lt=_midnight(until + timedelta(days=1), batch))
    return sessions.order_by("starts_at", "pk")


def sheet_of(batch: CourseBatch, sessions: Iterable[LiveSession], *, text: str = "", page: str | None = None) -> Sheet:
    """A page of the sheet; people whose names hold `text`. Five queries."""
    sessions = list(sessions)
    found = Paginator(_people(batch, sessions, text), PEOPLE_A_PAGE).get_page(page)
    return Sheet(sessions, found, _rows(found.object_list, sessions), totals_of(sessions))


def whole_sheet(batch: CourseBatch, sessions: Iterable[LiveSession]) -> list[SheetRow]:
    """All its rows, to be taken away. Three queries."""
    sessions = list(sessions)
    return _rows(_people(batch, sessions, ""), sessions)


def totals_of(sessions: Sequence[LiveSession]) -> list[Share]:
    """How many were there, session by session. One query."""
    counted: defaultdict[int, dict[str, int]] = defaultdict(dict)
    rows = Attendance.objects.filter(session__in=sessions).order_by().values_list("session", "status")
    for session_id, status, number in rows.annotate(number=Count("pk")):
        counted[session_id][status] = number
    return [Share(**counted[session.pk]) for session in sessions]


def _people(batch: CourseBatch, sessions: list[LiveSession], text: str) -> QuerySet[BatchMember]:
    """Those who are in the batch, and those who have left it of whom the sheet knows something."""
    known = Exists(Attendance.objects.filter(session__in=sessions, member=OuterRef("pk")))
    people = BatchMember.objects.filter(Q(left_at=None) | Q(known), batch=batch).select_related("user")
    if text:
        people = people.filter(user__display_name__icontains=text)
    return people.order_by("user__display_name", "pk")


def _rows(people: Iterable[BatchMember], sessions: list[LiveSession]) -> list[SheetRow]:
    people = list(people)
    known = Attendance.objects.filter(member__in=people, session__in=sessions)
    cells = {(row.member_id, row.session_id): row for row in known}
    return [_row(member, [cells.get((member.pk, session.pk)) for session in sessions]) for member in people]


def _row(member: BatchMember, cells: list[Attendance | None]) -> SheetRow:
    return SheetRow(member, cells, Share.of(cell.status for cell in cells if cell))


def _midnight(day: date, batch: CourseBatch) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(batch.timezone))
