"""The calendar: a person's own, and that of one batch."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from classroom.calendar_grid import days_of, hours_of, weeks_of
from classroom.calendar_span import Span, View, query_of, read_span
from classroom.queries.calendar import calendar_of, calendar_of_batch
from classroom.queries.calendar_entries import Entry

from .room import enter, show_room


@never_cache
@require_safe
@login_required
def calendar(request: HttpRequest) -> HttpResponse:
    """The dates of all one's batches: a month, a week, or a list by days; `?view=week&on=2026-03-01`."""
    span = read_span(request.GET, timezone.localdate())
    since, until = span.moments
    entries = calendar_of(request.user, since=since, until=until, now=timezone.now())
    return render(request, "classroom/calendar.html", _laid_out(span, entries) | {"names_batches": True})


@never_cache
@require_safe
@login_required
def batch_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for one batch, for all who are in it or teach it."""
    batch = enter(request, pk)
    span = read_span(request.GET, timezone.localdate())
    since, until = span.moments
    entries = calendar_of_batch(batch, request.user, since=since, until=until, now=timezone.now())
    return show_room(request, "classroom/batch_calendar.html", batch, **_laid_out(span, entries))


def _laid_out(span: Span, entries: list[Entry]) -> dict[str, Any]:
    today = timezone.localdate()
    days = days_of(span, entries, today)
    return {
        "span": span,
        "weekdays": [day.date for day in days[:7]],
        "weeks": weeks_of(days) if span.view == View.MONTH else [],
        "week_days": days if span.view == View.WEEK else [],
        "hours": hours_of(days) if span.view == View.WEEK else [],
        "agenda": [day for day in days if day.entries and day.is_inside],
        "views": [{"name": view.label, "url": query_of(view, span.on), "view": view} for view in View],
        "previous": query_of(span.view, span.previous),
        "following": query_of(span.view, span.following),
        "today": query_of(span.view, today),
        "zone": timezone.get_current_timezone_name(),
    }


urlpatterns = [
    path("calendar/", calendar, name="calendar"),
    path("batches/<int:pk>/calendar/", batch_calendar, name="batch_calendar"),
]
