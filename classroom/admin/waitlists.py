"""Waitlists in the CMS: who waits for which batch, who is first, for whom a seat is kept."""

import django_filters
from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn

from classroom.models import WaitlistEntry

from .listing import ClassroomListing, DayColumn, course_choices, of_course, settings_url


class WaitlistFilters(WagtailFilterSet):
    """By course, and by whether a seat is kept."""

    course = django_filters.ChoiceFilter(label=_("Course"), choices=course_choices, method="filter_course")
    is_offered = django_filters.BooleanFilter(label=_("A seat is kept"), method="filter_offered")
    is_first = django_filters.BooleanFilter(label=_("Before all others"))
    filter_course = of_course("batch__course_key")

    class Meta:
        model = WaitlistEntry
        fields = ["course", "is_offered", "is_first"]

    def filter_offered(self, entries: QuerySet, _name: str, value: bool) -> QuerySet:
        return entries.filter(offered_at__isnull=not value)


class WaitListing(ClassroomListing):
    """At /cms/classroom/waitlists/."""

    page_title = _("Waitlists")
    header_icon = "time"
    index_url_name, index_results_url_name = "cms_waitlists", "cms_waitlists_results"
    is_searchable = True
    search_fields = ["user__email", "user__display_name", "batch__name"]
    filterset_class = WaitlistFilters
    default_ordering = "waits_since"
    export_filename = "waitlists"
    list_export = [
        *("user.name", "user.email", "batch.name", "batch.course_title", "waits_since", "is_first", "offered_at"),
        "claim_until",
    ]
    export_headings = {
        "user.name": _("Name"),
        "user.email": _("E-mail address"),
        "batch.name": _("Batch"),
        "batch.course_title": _("Course"),
    }
    columns = [
        Column("person", label=_("Person"), accessor="user.name"),
        Column("email", label=_("E-mail address"), accessor="user.email"),
        TitleColumn("batch", label=_("Batch"), accessor="batch.name", get_url=lambda entry: settings_url(entry.batch)),
        Column("course", label=_("Course"), accessor="batch.course_title"),
        DayColumn("waits_since", label=_("Waits since"), sort_key="waits_since"),
        BooleanColumn("is_first", label=_("Before all others")),
        DayColumn("claim_until", label=_("Seat kept until"), sort_key="claim_until"),
    ]

    def get_base_queryset(self):
        return WaitlistEntry.objects.filter(ended_at=None).select_related("batch", "user")


urlpatterns = [
    path("classroom/waitlists/", WaitListing.as_view(), name="cms_waitlists"),
    path("classroom/waitlists/results/", WaitListing.as_view(results_only=True), name="cms_waitlists_results"),
]
