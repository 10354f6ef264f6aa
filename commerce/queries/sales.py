"""What dashboards show of sales; read from `SalesDay`, never from the books."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, Sum

from catalog.queries.named_courses import titles_of
from commerce.models import SalesDay


class Step(StrEnum):
    """How long each bar of a chart is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Amounts in minor units. `net_minor` is before refunds, `share_minor` after them.

    For an instructor all amounts are their part alone; for the whole the share is the platform's.
    """

    sold: int = 0
    refunded: int = 0
    net_minor: int = 0
    refunded_minor: int = 0
    share_minor: int = 0


@dataclass(frozen=True, kw_only=True)
class DaySums:
    """The sums of one day in one currency."""

    day: date
    currency: str
    sums: Sums


@dataclass(frozen=True, kw_only=True)
class Bar:
    """The sums of one step, which begins on this day."""

    begins_on: date
    sums: Sums


@dataclass(frozen=True, kw_only=True)
class CourseSales:
    """The sums of one course in one currency."""

    course_key: UUID
    title: str
    currency: str
    sums: Sums


SUMS: dict[str, Any] = {
    "sold": Sum("sold_count", default=0),
    "refunded": Sum("refunded_count", default=0),
    "net": Sum("net_minor", default=0),
    "back": Sum("refunded_minor", default=0),
    "share": Sum("share_minor", default=0),
}


def sales_days(*, since: date, until: date, instructor_id: int | None = None) -> QuerySet[SalesDay]:
    """The days (UTC) from `since` to `until`, both counted: an instructor's own, else those of whole courses."""
    return SalesDay.objects.filter(instructor=instructor_id, day__gte=since, day__lte=until)


def sums_by_day(days: QuerySet[SalesDay]) -> list[DaySums]:
    """All courses together, by day and currency, the oldest first; one query, from which the next three read."""
    return [
        DaySums(day=row["day"], currency=row["currency"], sums=_sums(row))
        for row in sorted(_summed(days, "day", "currency"), key=lambda row: row["day"])
    ]


def currencies_of(rows: Iterable[DaySums]) -> list[str]:
    """In which currencies anything was sold, the one with most sales first."""
    sold: Counter[str] = Counter()
    for row in rows:
        sold[row.currency] += row.sums.sold
    return sorted(sold, key=lambda currency: (-sold[currency], currency))


def totals(rows: Iterable[DaySums], *, currency: str) -> Sums:
    """The sums of all these days."""
    return _add(row.sums for row in rows if row.currency == currency)


def before(since: date, until: date) -> tuple[date, date]:
    """The time of the same length before."""
    length = until - since + timedelta(days=1)
    return since - length, until - length


def sales_by_course(days: QuerySet[SalesDay]) -> list[CourseSales]:
    """The sums of each course, the one that brought most first; two queries."""
    rows = sorted(_summed(days, "course_key", "currency"), key=lambda row: (row["currency"], -row["share"]))
    titles = titles_of(row["course_key"] for row in rows)
    return [
        CourseSales(
            course_key=row["course_key"],
            title=titles.get(row["course_key"], ""),
            currency=row["currency"],
            sums=_sums(row),
        )
        for row in rows
    ]


def sales_by_step(rows: Iterable[DaySums], *, since: date, until: date, step: Step, currency: str) -> list[Bar]:
    """The sums of each step between the two days, empty ones too; weeks begin on Monday."""
    found: dict[date, list[Sums]] = {begin: [] for begin in begins(since, until, step)}
    for row in rows:
        if row.currency == currency:
            found[begin_of(row.day, step)].append(row.sums)
    return [Bar(begins_on=begin, sums=_add(of_step)) for begin, of_step in found.items()]


def daily_rows(days: QuerySet[SalesDay]) -> Iterable[tuple[SalesDay, str]]:
    """Every day and course with its title, the newest first; two queries."""
    rows = list(days.order_by("-day", "currency", F("course_key")))
    titles = titles_of(row.course_key for row in rows)
    return [(row, titles.get(row.course_key, "")) for row in rows]


def step_for(since: date, until: date) -> Step:
    """So that a chart has at most some thirty bars."""
    length = (until - since).days
    return Step.DAY if length <= 31 else Step.WEEK if length <= 186 else Step.MONTH


def begins(since: date, until: date, step: Step) -> list[date]:
    """The first day of every step that has a day between the two."""
    found = [begin_of(since, step)]
    while (following := _after(found[-1], step)) <= until:
        found.append(following)
    return found


def begin_of(day: date, step: Step) -> date:
    """The first day of the step that the day is in."""
    if step == Step.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == Step.MONTH else day


def _after(begin: date, step: Step) -> date:
    if step == Step.MONTH:
        return (begin + timedelta(days=32)).replace(day=1)
    return begin + timedelta(days=7 if step == Step.WEEK else 1)


def _summed(days: Any, *columns: str) -> list[dict[str, Any]]:
    """The sums of the days for each combination of these columns."""
    return list(days.order_by().values(*columns).annotate(**SUMS))


def _sums(row: dict[str, Any]) -> Sums:
    return Sums(
        sold=row["sold"],
        refunded=row["refunded"],
        net_minor=row["net"],
        refunded_minor=row["back"],
        share_minor=row["share"],
    )


def _add(rows: Iterable[Sums]) -> Sums:
    rows = list(rows)
    return Sums(**{field.name: sum(getattr(row, field.name) for row in rows) for field in fields(Sums)})
