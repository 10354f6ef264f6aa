"""The books in the CMS: every line, filtered, to look at and to take away."""

import django_filters
from django.db.models import F
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from catalog.models.course import Currency
from commerce.admin.doors import FactorMixin
from commerce.admin.menu import LEDGER, ShopItem
from commerce.admin.recorded import LoggedExportMixin
from commerce.models import Account, LedgerEntry
from commerce.tables import units
from commerce.templatetags.money_display import amount
from lms_site.sheets import plain_cell

TEXTS = {(str, type(None)): {ReportView.FORMAT_CSV: plain_cell, ReportView.FORMAT_XLSX: plain_cell}}
UNITS = {ReportView.FORMAT_CSV: units, ReportView.FORMAT_XLSX: units}


class LedgerFilterSet(WagtailFilterSet):
    """By account, person, order and day."""

    debit = django_filters.ChoiceFilter(label=_("Debit"), choices=Account.choices)
    credit = django_filters.ChoiceFilter(label=_("Credit"), choices=Account.choices)
    currency = django_filters.ChoiceFilter(label=_("Currency"), choices=Currency.choices)
    person = django_filters.CharFilter(
        label=_("E-mail contains"), field_name="instructor__email", lookup_expr="icontains"
    )
    order = django_filters.CharFilter(label=_("Order number"), field_name="order__number")
    booked_at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = LedgerEntry
        fields = ["debit", "credit", "currency", "person", "order", "booked_at"]


class LedgerReportView(FactorMixin, LoggedExportMixin, ReportView):
    """For whoever may view the books; CSV and XLSX hold the filtered lines."""

    model = LedgerEntry
    page_title = _("The books")
    header_icon = "list-ol"
    filterset_class = LedgerFilterSet
    permission_required = "view"
    index_url_name = "ledger_report"
    index_results_url_name = "ledger_report_results"
    default_ordering = ("-booked_at", "-pk")
    is_searchable = False
    export_filename = "ledger"
    list_export = [
        *("booked_at", "get_debit_display", "get_credit_display", "email", "amount_minor", "currency"),
        *("order_number", "payout_id", "key"),
    ]
    export_headings = {
        "booked_at": _("When"),
        "get_debit_display": _("Debit"),
        "get_credit_display": _("Credit"),
        "email": _("Person"),
        "amount_minor": _("Amount"),
        "currency": _("Currency"),
        "order_number": _("Order number"),
        "payout_id": _("Payout"),
        "key": _("Fact"),
    }
    custom_field_preprocess = {"amount_minor": UNITS}
    custom_value_preprocess = {**ReportView.custom_value_preprocess, **TEXTS}
    columns = [
        DateColumn("booked_at", label=_("When")),
        Column("debit", label=_("Debit"), accessor="get_debit_display"),
        Column("credit", label=_("Credit"), accessor="get_credit_display"),
        Column("person", label=_("Person"), accessor="email"),
        Column("amount", label=_("Amount"), accessor=lambda row: amount(row.amount_minor, row.currency)),
        Column("order", label=_("Order number"), accessor="order_number"),
    ]

    def get_queryset(self):
        self.queryset = LedgerEntry.objects.annotate(email=F("instructor__email"), order_number=F("order__number"))
        return super().get_queryset()


def report_urls() -> list:
    """Addresses below /cms/."""
    view = LedgerReportView
    return [
        path("reports/ledger/", view.as_view(), name="ledger_report"),
        path("reports/ledger/results/", view.as_view(results_only=True), name="ledger_report_results"),
    ]


def report_menu_item() -> ShopItem:
    url, permission = reverse("ledger_report"), "commerce.view_ledgerentry"
    return ShopItem(_("The books"), url, icon_name="list-ol", order=LEDGER, permission=permission)
