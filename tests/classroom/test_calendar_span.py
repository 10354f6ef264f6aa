"""Which days an address of the calendar asks for, and how they are laid out."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from classroom.calendar_grid import days_of, hours_of, weeks_of
from classroom.calendar_span import View, query_of, read_span, week_of

TODAY = date(2026, 3, 18)


def span(**query: str):
    return read_span(query, TODAY)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"view": "", "on": ""},
        {"view": "year", "on": "2026-13-01"},
        {"on": "yesterday"},
        {"on": "1999-12-31"},
        {"on": "2101-01-01"},
        {"on": "9999-12-31"},
        {"on": "0001-01-01"},
        {"view": "month\0", "on": "2026-03-01\0"},
        {"on": "<script>"},
        {"on": "9" * 5000},
    ],
)
def test_what_makes_no_sense_shows_this_month(query):
    found = span(**query)
    assert (found.view, found.on) == (View.MONTH, TODAY)


def test_month_is_shown_in_whole_weeks():
    with translation.override("id"):
        found = span(on="2026-02-10")
    assert (found.first, found.last) == (date(2026, 2, 1), date(2026, 2, 28))
    assert (found.shown_first, found.shown_after) == (date(2026, 1, 26), date(2026, 3, 2))
    assert (found.previous, found.following) == (date(2026, 1, 1), date(2026, 3, 1))


def test_month_of_four_weeks_has_no_others():
    with translation.override("id"):
        found = span(on="2027-02-28")
    assert (found.shown_after - found.shown_first).days == 28


def test_month_at_the_turn_of_the_year():
    found = span(on="2026-12-31")
    assert (found.previous, found.following) == (date(2026, 11, 1), date(2027, 1, 1))
    assert span(on="2026-01-31").previous == date(2025, 12, 1)


@pytest.mark.parametrize(("language", "first"), [("en", date(2026, 3, 15)), ("id", date(2026, 3, 16))])
def test_week_begins_as_the_language_has_it(language, first):
    with translation.override(language):
        assert week_of(TODAY) == first
        assert week_of(first) == first
        found = span(view="week", on="2026-03-18")
    assert (found.first, found.after) == (first, first + timedelta(days=7))


def test_agenda_holds_four_weeks():
    found = span(view="agenda", on="2026-03-18")
    assert (found.first, found.last, found.following) == (TODAY, date(2026, 4, 14), date(2026, 4, 15))


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("on", ["2000-01-01", "2100-12-31"])
def test_first_and_last_days_of_all_have_neighbours(view, on):
    found = span(view=view, on=on)
    for step in (found.previous, found.following):
        assert span(view=view, on=step.isoformat()).view == view
    assert "view=" in query_of(view, found.previous)


def test_bounds_are_midnights_of_the_reader_also_where_clocks_change():
    with timezone.override(ZoneInfo("Europe/Berlin")):
        since, until = span(view="week", on="2026-03-25").moments
    assert (since.utcoffset(), until.utcoffset()) == (timedelta(hours=1), timedelta(hours=1))
    with timezone.override(ZoneInfo("Europe/Berlin")):
        since, until = span(view="agenda", on="2026-03-25").moments
    assert until - since == timedelta(days=28)
    assert (until.astimezone(ZoneInfo("UTC")) - since.astimezone(ZoneInfo("UTC"))) == timedelta(days=28, hours=-1)


def test_empty_week_shows_the_hours_of_a_working_day():
    days = days_of(span(view="week"), [], TODAY)
    assert [len(week) for week in weeks_of(days)] == [7]
    assert [day.date for day in days if day.is_today] == [TODAY]
    hours = hours_of(days)
    assert (hours[0].begins.hour, hours[-1].begins.hour) == (8, 17)
    assert isinstance(datetime.combine(TODAY, hours[0].begins), datetime)
