"""Which days a page of the calendar shows, read from its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

# Dates beyond these are typing errors.
FIRST_YEAR, LAST_YEAR = 2000, 2100
AGENDA = timedelta(weeks=4)
WEEK = timedelta(weeks=1)


class View(TextChoices):
    MONTH = "month", _("Month")
    WEEK = "week", _("Week")
    AGENDA = "agenda", _("Agenda")


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to before `after`; a month is shown in whole weeks, from `shown_first` to `shown_after`.

    `on` is the day that was asked for, `previous` and `following` what the arrows lead to.
    """

    view: View
    on: date
    first: date
    after: date
    shown_first: date
    shown_after: date
    previous: date
    following: date

    @property
    def last(self) -> date:
        return self.after - timedelta(days=1)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The first moment that is shown and the first one that is not, by the reader's clocks."""
        return midnight(self.shown_first), midnight(self.shown_after)


def read_span(query: Mapping[str, str], today: date) -> Span:
    """What `?view=…&on=…` asks for; this month where it says nothing that makes sense."""
    try:
        view = View(query.get("view", ""))
    except ValueError:
        view = View.MONTH
    return SPANS[view](_day(query.get("on", ""), today))


def midnight(day: date) -> datetime:
    """When a day begins by the reader's clocks."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def query_of(view: View, on: date) -> str:
    """The part of an address that `read_span` reads."""
    return "?" + urlencode({"view": view.value, "on": on.isoformat()})


def week_of(day: date) -> date:
    """The first day of its week, which is Sunday or Monday, as the reader's language has it."""
    first = formats.get_format("FIRST_DAY_OF_WEEK")
    return day - timedelta(days=(day.isoweekday() - int(first)) % 7)


def _day(written: str, today: date) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return today
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else today


def _month(on: date) -> Span:
    first = on.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    return Span(View.MONTH, on, first, after, week_of(first), week_of(after + timedelta(days=6)), before, after)


def _week(on: date) -> Span:
    first = week_of(on)
    return Span(View.WEEK, on, first, first + WEEK, first, first + WEEK, on - WEEK, on + WEEK)


def _agenda(on: date) -> Span:
    return Span(View.AGENDA, on, on, on + AGENDA, on, on + AGENDA, on - AGENDA, on + AGENDA)


SPANS = {View.MONTH: _month, View.WEEK: _week, View.AGENDA: _agenda}
