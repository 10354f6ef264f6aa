"""Invoices and credit notes in the CMS: looked at, downloaded, exported for the accounts; nobody writes them."""

from datetime import date
from decimal import Decimal
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from catalog.models.price import MINOR_PER_MAJOR
from catalog.templatetags.course_display import money
from commerce.admin.doors import FactorMixin
from commerce.admin.recorded import LoggedExportMixin
from commerce.models import Invoice, InvoiceKind
from commerce.views.papers import pdf_response
from lms_site.sheets import plain_cell


class LookingPolicy(ModelPermissionPolicy):
    """Whoever holds the permission may look; writing is the product's."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)


policy = LookingPolicy(Invoice)


class InvoiceFilters(WagtailFilterSet):
    """By kind and date."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=InvoiceKind.choices)
    issued_at = django_filters.DateFromToRangeFilter(label=_("Issued"), widget=DateRangePickerWidget)

    class Meta:
        model = Invoice
        fields = ["kind", "issued_at"]


def amount(invoice: Invoice, name: str) -> Decimal:
    """One of the totals in whole units; that of a credit note is below zero, so that columns can be summed up."""
    minor = Decimal(invoice.content["totals"][name]) / MINOR_PER_MAJOR
    return -minor if invoice.kind == InvoiceKind.CREDIT_NOTE else minor


def buyer(invoice: Invoice) -> str:
    """Whose it is, by the address where there is no name."""
    person = invoice.content["buyer"]
    return person["name"] or person["email"]


EXPORTED = {
    "number": (_("Number"), lambda invoice: invoice.number),
    "kind": (_("Kind"), lambda invoice: invoice.get_kind_display()),
    "issued_on": (_("Issued"), lambda invoice: date.fromisoformat(invoice.content["issued_on"])),
    "order": (_("Order"), lambda invoice: invoice.content["order_number"]),
    "corrects": (_("Corrects invoice"), lambda invoice: invoice.content.get("corrects", {}).get("number", "")),
    "buyer": (_("Buyer"), lambda invoice: invoice.content["buyer"]["name"]),
    "email": (_("E-mail address"), lambda invoice: invoice.content["buyer"]["email"]),
    "country": (_("Country"), lambda invoice: invoice.content["buyer"]["country"]),
    "region": (_("Region"), lambda invoice: invoice.content["buyer"]["region"]),
    "vat_id": (_("VAT id"), lambda invoice: invoice.content["buyer"]["vat_id"]),
    "currency": (_("Currency"), lambda invoice: invoice.currency),
    "net": (_("Without tax"), lambda invoice: amount(invoice, "net_minor")),
    "tax": (_("Tax"), lambda invoice: amount(invoice, "tax_minor")),
    "total": (_("Total"), lambda invoice: amount(invoice, "total_minor")),
    "payment": (_("Payment reference"), lambda invoice: invoice.content["payment"]["reference"]),
}


class InvoiceIndexView(FactorMixin, LoggedExportMixin, IndexView):
    """The list; a number leads to its PDF. CSV and XLSX hold the filtered rows."""

    any_permission_required = ["view"]
    list_export = list(EXPORTED)
    export_headings = {name: heading for name, (heading, _value) in EXPORTED.items()}
    custom_value_preprocess = {
        **IndexView.custom_value_preprocess,
        (str, type(None)): {IndexView.FORMAT_CSV: plain_cell, IndexView.FORMAT_XLSX: plain_cell},
    }

    def to_row_dict(self, item: Invoice) -> dict[str, Any]:
        return {name: value(item) for name, (_heading, value) in EXPORTED.items()}

    def get_edit_url(self, instance):
        return None


def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as a file."""
    if not policy.user_has_permission(request.user, "view"):
        raise PermissionDenied
    return pdf_response(get_object_or_404(Invoice, pk=pk))


class InvoiceViewSet(ModelViewSet):
    """At /cms/invoices/."""

    model = Invoice
    name = "invoices"
    icon = "doc-full"
    menu_label = _("Invoices")
    add_to_reference_index = False
    copy_view_enabled = False
    form_fields = ["number"]
    index_view_class = InvoiceIndexView
    filterset_class = InvoiceFilters
    export_filename = "invoices"
    list_per_page = 50
    search_fields = ["number", "order__number", "order__email", "order__billing_name"]
    ordering = ["-issued_at", "-pk"]

    @property
    def list_display(self):
        return [
            TitleColumn("number", label=_("Number"), get_url=lambda row: reverse("invoices:pdf", args=[row.pk])),
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            DateColumn("issued_at", label=_("Issued"), sort_key="issued_at"),
            Column("buyer", label=_("Buyer"), accessor=buyer),
            Column("order", label=_("Order number"), accessor=lambda row: row.content["order_number"]),
            Column("total", label=_("Total"), accessor=lambda row: money(row.total_minor, row.currency)),
        ]

    def get_urlpatterns(self):
        kept = {"index", "index_results"}
        shown = [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]
        return [*shown, path("<int:pk>/pdf/", pdf, name="pdf")]
