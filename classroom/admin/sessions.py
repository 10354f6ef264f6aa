"""Live sessions in the CMS: when, with whom, and whether the room is there."""

import django_filters
from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from classroom.models import LiveSession, Partner, RoomState

from .listing import ClassroomListing, DayColumn, course_choices, of_course, settings_url


class SessionFilters(WagtailFilterSet):
    """By room, partner, day, course, and whether it was cancelled."""

    state = django_filters.ChoiceFilter(label=_("Room"), choices=RoomState.choices)
    partner = django_filters.ChoiceFilter(label=_("Held with"), choices=Partner.choices)
    starts_at = django_filters.DateFromToRangeFilter(label=_("Begins"), widget=DateRangePickerWidget)
    course = django_filters.ChoiceFilter(label=_("Course"), choices=course_choices, method="filter_course")
    is_cancelled = django_filters.BooleanFilter(label=_("Cancelled"), method="filter_cancelled")
    filter_course = of_course("batch__course_key")

    class Meta:
        model = LiveSession
        fields = ["state", "partner", "starts_at", "course", "is_cancelled"]

    def filter_cancelled(self, sessions: QuerySet, _name: str, value: bool) -> QuerySet:
        return sessions.filter(cancelled_at__isnull=not value)


def room(session: LiveSession) -> str:
    """How far its room is, with the reason where it failed."""
    if session.cancelled_at is not None:
        return _now("Cancelled")
    words = session.get_state_display()
    return f"{words}: {session.failure}" if session.failure else words


def host(session: LiveSession) -> str:
    """Who holds it."""
    return session.host.name if session.host else ""


class SessionListing(ClassroomListing):
    """At /cms/classroom/sessions/; the addresses of rooms are not shown to anybody here."""

    page_title = _("Live sessions")
    header_icon = "calendar-alt"
    index_url_name, index_results_url_name = "cms_sessions", "cms_sessions_results"
    is_searchable = True
    search_fields = ["title", "batch__name", "host__email"]
    filterset_class = SessionFilters
    default_ordering = "-starts_at"
    export_filename = "live-sessions"
    list_export = [
        *("title", "batch.name", "batch.course_title", "starts_at", "ends_at", "host", "get_partner_display", "room"),
        *("begun_at", "finished_at", "recording_url"),
    ]
    export_headings = {
        "title": _("Title"),
        "batch.name": _("Batch"),
        "batch.course_title": _("Course"),
        "host": _("Held by"),
        "get_partner_display": _("Held with"),
        "room": _("Room"),
    }
    export_values = {"room": room, "host": host}
    columns = [
        TitleColumn("title", label=_("Title"), get_url=lambda session: settings_url(session.batch)),
        Column("batch", label=_("Batch"), accessor="batch.name"),
        Column("course", label=_("Course"), accessor="batch.course_title"),
        DayColumn("starts_at", label=_("Begins"), sort_key="starts_at"),
        Column("host", label=_("Held by"), accessor=host),
        Column("partner", label=_("Held with"), accessor="get_partner_display"),
        Column("room", label=_("Room"), accessor=room),
    ]

    def get_base_queryset(self):
        return LiveSession.objects.select_related("batch", "host")


urlpatterns = [
    path("classroom/sessions/", SessionListing.as_view(), name="cms_sessions"),
    path("classroom/sessions/results/", SessionListing.as_view(results_only=True), name="cms_sessions_results"),
]
