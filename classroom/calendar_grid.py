"""Dates laid out by days, weeks and hours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils import timezone

from classroom.calendar_span import Span
from classroom.queries.calendar_entries import Entry

# The hours that a week shows at least.
DAY_BEGINS, DAY_ENDS = 8, 18


@dataclass(frozen=True, slots=True)
class Day:
    """A day by the reader's clocks with what begins on it."""

    date: date
    entries: list[Entry]
    is_today: bool
    is_inside: bool

    @property
    def whole(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.day is not None]

    def at(self, hour: int) -> list[Entry]:
        """What begins within this hour."""
        zone = timezone.get_current_timezone()
        return [entry for entry in self.entries if entry.day is None and entry.begins_at(zone).hour == hour]


@dataclass(frozen=True, slots=True)
class Cell:
    """What begins on one day within one hour."""

    entries: list[Entry]
    is_today: bool


@dataclass(frozen=True, slots=True)
class Hour:
    """A row of the week: an hour, and for each day what begins in it."""

    begins: time
    cells: list[Cell]


def days_of(span: Span, entries: Iterable[Entry], today: date) -> list[Day]:
    """Each day that is shown, with its entries in order."""
    zone = timezone.get_current_timezone()
    by_day: dict[date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.begins_at(zone).date(), []).append(entry)
    shown = [span.shown_first + timedelta(days=number) for number in range((span.shown_after - span.shown_first).days)]
    return [Day(day, by_day.get(day, []), day == today, span.first <= day < span.after) for day in shown]


def weeks_of(days: Sequence[Day]) -> list[Sequence[Day]]:
    """Days by sevens."""
    return [days[number : number + 7] for number in range(0, len(days), 7)]


def hours_of(days: Sequence[Day]) -> list[Hour]:
    """The hours of a week in which something begins and all between them; those of a working day in any case."""
    zone = timezone.get_current_timezone()
    used = [entry.begins_at(zone).hour for day in days for entry in day.entries if entry.day is None]
    first, last = min([DAY_BEGINS, *used]), max([DAY_ENDS - 1, *used])
    return [Hour(time(hour), [Cell(day.at(hour), day.is_today) for day in days]) for hour in range(first, last + 1)]
