"""The activity report: what people did, filtered, and as a table to take away."""

import django_filters
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from accounts.models import ActivityVerb, UserActivity
from lms_site.sheets import plain_cell


class ActivityFilterSet(WagtailFilterSet):
    person = django_filters.CharFilter(label=_("E-mail contains"), field_name="user__email", lookup_expr="icontains")
    verb = django_filters.ChoiceFilter(label=_("What"), choices=ActivityVerb.choices)
    created_at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = UserActivity
        fields = ["person", "verb", "created_at"]


class ActivityReportView(ReportView):
    """For whoever may view activity; CSV and XLSX hold the filtered rows."""

    model = UserActivity
    page_title = _("Activity of people")
    header_icon = "history"
    filterset_class = ActivityFilterSet
    permission_required = "view"
    index_url_name = "accounts_activity_report"
    index_results_url_name = "accounts_activity_report_results"
    default_ordering = "-created_at"
    export_filename = "activity"
    list_export = ["created_at", "user.email", "get_verb_display", "label", "object_key", "ip"]
    export_headings = {
        "created_at": _("When"),
        "user.email": _("E-mail address"),
        "get_verb_display": _("What"),
        "label": _("About"),
        "object_key": _("Object"),
        "ip": _("IP address"),
    }
    custom_value_preprocess = {
        **ReportView.custom_value_preprocess,
        (str, type(None)): {ReportView.FORMAT_CSV: plain_cell, ReportView.FORMAT_XLSX: plain_cell},
    }
    columns = [
        DateColumn("created_at", label=_("When")),
        Column("user", label=_("Person"), accessor="user.email"),
        Column("verb", label=_("What"), accessor="get_verb_display"),
        Column("label", label=_("About")),
        Column("ip", label=_("IP address")),
    ]

    def get_queryset(self):
        return UserActivity.objects.select_related("user")


class ActivityMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("accounts.view_useractivity")


def report_urls():
    view = ActivityReportView
    return [
        path("reports/activity/", view.as_view(), name="accounts_activity_report"),
        path(
            "reports/activity/results/",
            view.as_view(results_only=True),
            name="accounts_activity_report_results",
        ),
    ]


def report_menu_item() -> ActivityMenuItem:
    return ActivityMenuItem(
        _("Activity of people"), reverse("accounts_activity_report"), icon_name="history", order=1050
    )
