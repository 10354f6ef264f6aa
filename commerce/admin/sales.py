"""Sales in the CMS: the page with sums and bars, and the report by day and course to take away."""

from typing import Any

import django_filters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from catalog.models.course import Currency
from catalog.queries.named_courses import titles_of
from commerce.admin.doors import FactorMixin
from commerce.admin.ledger import TEXTS, UNITS
from commerce.admin.menu import SALES_REPORT, ShopItem
from commerce.admin.payouts import cashiers_only
from commerce.admin.recorded import LoggedExportMixin
from commerce.days import day_of
from commerce.forms import PeriodForm
from commerce.models import SalesDay
from commerce.period import sales_of_period
from commerce.templatetags.money_display import amount
from lms_site.cms.page_head import page_head


@cashiers_only
def sales(request: HttpRequest) -> HttpResponse:
    """What was sold in a time, of all courses; amounts without tax, the share is the platform's."""
    period = PeriodForm(request.GET, today=day_of(timezone.now()))
    context = {
        **sales_of_period(period, instructor_id=None),
        **page_head(_("Sales"), "view"),
    }
    return render(request, "commerce/admin/sales.html", context)


class SalesFilterSet(WagtailFilterSet):
    """By day and currency."""

    day = django_filters.DateFromToRangeFilter(label=gettext_lazy("When"), widget=DateRangePickerWidget)
    currency = django_filters.ChoiceFilter(label=gettext_lazy("Currency"), choices=Currency.choices)

    class Meta:
        model = SalesDay
        fields = ["day", "currency"]


def _money(name: str, label) -> Column:
    return Column(name, label=label, accessor=lambda row: amount(getattr(row, name), row.currency), sort_key=name)


class SalesReportView(FactorMixin, LoggedExportMixin, ReportView):
    """Every day (UTC) and course; the share is the platform's."""

    model = SalesDay
    page_title = gettext_lazy("Sales by day and course")
    header_icon = "view"
    filterset_class = SalesFilterSet
    permission_required = "view"
    index_url_name = "sales_report"
    index_results_url_name = "sales_report_results"
    default_ordering = ("-day", "course_key")
    is_searchable = False
    export_filename = "sales"
    list_export = [
        *("day", "course_title", "currency", "sold_count", "net_minor", "refunded_count", "refunded_minor"),
        "share_minor",
    ]
    export_headings = {
        "day": gettext_lazy("Day"),
        "course_title": gettext_lazy("Course"),
        "currency": gettext_lazy("Currency"),
        "sold_count": gettext_lazy("Sold"),
        "net_minor": gettext_lazy("Sales without tax"),
        "refunded_count": gettext_lazy("Refunds"),
        "refunded_minor": gettext_lazy("Refunds without tax"),
        "share_minor": gettext_lazy("The platform's share"),
    }
    custom_field_preprocess = {"net_minor": UNITS, "refunded_minor": UNITS, "share_minor": UNITS}
    custom_value_preprocess = {**ReportView.custom_value_preprocess, **TEXTS}
    columns = [
        Column("day", label=gettext_lazy("Day"), sort_key="day"),
        Column("course_title", label=gettext_lazy("Course")),
        Column("sold_count", label=gettext_lazy("Sold"), sort_key="sold_count"),
        _money("net_minor", gettext_lazy("Sales without tax")),
        Column("refunded_count", label=gettext_lazy("Refunds"), sort_key="refunded_count"),
        _money("refunded_minor", gettext_lazy("Refunds without tax")),
        _money("share_minor", gettext_lazy("The platform's share")),
    ]

    def get_queryset(self):
        self.queryset = SalesDay.objects.filter(instructor=None)
        return super().get_queryset()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        name_courses(context["object_list"])
        return context

    def stream_csv(self, queryset):
        yield from super().stream_csv(name_courses(queryset))

    def write_xlsx(self, queryset, output):
        return super().write_xlsx(name_courses(queryset), output)


def name_courses(rows):
    """Give each row its `course_title`; one query."""
    rows = list(rows)
    titles = titles_of(row.course_key for row in rows)
    for row in rows:
        row.course_title = titles.get(row.course_key, "")
    return rows


def report_urls() -> list:
    """Addresses below /cms/."""
    view = SalesReportView
    return [
        path("reports/sales/", view.as_view(), name="sales_report"),
        path("reports/sales/results/", view.as_view(results_only=True), name="sales_report_results"),
    ]


def report_menu_item() -> ShopItem:
    url, permission = reverse("sales_report"), "commerce.view_salesday"
    label = gettext_lazy("Sales by day and course")
    return ShopItem(label, url, icon_name="view", order=SALES_REPORT, permission=permission)
