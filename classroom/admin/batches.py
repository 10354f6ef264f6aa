"""Batches in the CMS: all of them, with the way to their pages on the site."""

import django_filters
from django.db.models import Count, Q, QuerySet
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn

from classroom.models import CourseBatch, Joining
from classroom.queries.teaching import STATE_NAMES, in_state, state_of, waiting_count

from .listing import ClassroomListing, DayColumn, course_choices, of_course, settings_url


class BatchFilters(WagtailFilterSet):
    """By course, state, first day and the way to join."""

    course = django_filters.ChoiceFilter(label=_("Course"), choices=course_choices, method="filter_course")
    state = django_filters.ChoiceFilter(label=_("State"), choices=list(STATE_NAMES.items()), method="filter_state")
    starts_on = django_filters.DateFromToRangeFilter(label=_("First day"), widget=DateRangePickerWidget)
    joining = django_filters.ChoiceFilter(label=_("Who may join"), choices=Joining.choices)
    filter_course = of_course("course_key")

    class Meta:
        model = CourseBatch
        fields = ["course", "state", "starts_on", "joining"]

    def filter_state(self, batches: QuerySet, _name: str, value: str) -> QuerySet:
        return in_state(batches, value, timezone.now())


def state_name(batch: CourseBatch) -> str:
    """Where it stands, in words."""
    return str(STATE_NAMES[state_of(batch, timezone.now())])


def seats(batch: CourseBatch) -> str:
    """Seats taken, and how many there are."""
    stock = batch.stock
    return str(stock.taken) if stock.capacity is None else f"{stock.taken} / {stock.capacity}"


def teachers(batch: CourseBatch) -> str:
    """Who teaches it; the list has fetched them before."""
    return ", ".join(row.user.name for row in batch.teachers.all())


class BatchListing(ClassroomListing):
    """At /cms/classroom/batches/."""

    page_title = _("Batches")
    header_icon = "group"
    index_url_name, index_results_url_name = "cms_batches", "cms_batches_results"
    is_searchable = True
    search_fields = ["name", "join_code", "teachers__user__email"]
    filterset_class = BatchFilters
    default_ordering = "-starts_on"
    export_filename = "batches"
    list_export = [
        *("name", "course_title", "state", "starts_on", "ends_on", "timezone", "get_joining_display"),
        *("stock.capacity", "stock.taken", "member_count", "waiting_count", "teachers", "created_at", "archived_at"),
    ]
    export_headings = {
        "name": _("Name"),
        "course_title": _("Course"),
        "state": _("State"),
        "get_joining_display": _("Who may join"),
        "stock.capacity": _("Seats"),
        "stock.taken": _("Seats taken"),
        "member_count": _("People"),
        "waiting_count": _("Waiting"),
        "teachers": _("Teachers"),
        "created_at": _("Made"),
    }
    export_values = {"state": state_name, "teachers": teachers}
    columns = [
        TitleColumn("name", label=_("Name"), get_url=settings_url, sort_key="name"),
        Column("course", label=_("Course"), accessor="course_title"),
        Column("state", label=_("State"), accessor=state_name),
        DayColumn("starts_on", label=_("First day"), sort_key="starts_on"),
        DayColumn("ends_on", label=_("Last day"), sort_key="ends_on"),
        Column("seats", label=_("Seats taken"), accessor=seats),
        NumberColumn("waiting_count", label=_("Waiting"), sort_key="waiting_count"),
        Column("joining", label=_("Who may join"), accessor="get_joining_display"),
        Column("teachers", label=_("Teachers"), accessor=teachers, classname="lms-wide-only"),
    ]

    def get_base_queryset(self):
        people = Count("members", filter=Q(members__left_at=None), distinct=True)
        batches = CourseBatch.objects.annotate(member_count=people, waiting_count=waiting_count())
        return batches.select_related("stock").prefetch_related("teachers__user")

    def batches_in(self, rows):
        return rows


urlpatterns = [
    path("classroom/batches/", BatchListing.as_view(), name="cms_batches"),
    path("classroom/batches/results/", BatchListing.as_view(results_only=True), name="cms_batches_results"),
]
