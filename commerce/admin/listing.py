"""Lists of the shop: filtered, searched, and as a table to take away, which is written to the log."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.functional import Promise
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.coreutils import multigetattr

from catalog.templatetags.course_display import money
from commerce.admin.doors import MoneyDoorMixin
from commerce.admin.recorded import LoggedExportMixin
from commerce.money import decimal_string
from lms_site.sheets import plain_cell


def amount_cell(amount_minor: int | None) -> str:
    """An amount for programs: 19.00."""
    return "" if amount_minor is None else decimal_string(amount_minor)


def amount_number(amount_minor: int | None) -> Decimal | str:
    """An amount with which a spreadsheet reckons."""
    return "" if amount_minor is None else Decimal(decimal_string(amount_minor))


class AmountColumn(Column):
    """An amount in the smallest unit of the row's `currency`, as people write it; nothing where there is none."""

    def __init__(self, *args, **options):
        super().__init__(*args, **{"classname": "shop-amount", **options})

    def get_value(self, instance) -> str:
        amount = super().get_value(instance)
        return "" if amount is None else money(amount, instance.currency)


class ShopListing(MoneyDoorMixin, LoggedExportMixin, SpreadsheetExportMixin, BaseListingView):
    """A list of the shop in pages of 20; CSV and XLSX hold all the filtered rows, without live cells.

    Exported fields whose names end in `_minor` are written as decimal amounts; `export_values` reads those
    that are no attributes.
    """

    export_values: dict[str, Callable] = {}

    results_template_name = "commerce/admin/listing_results.html"
    paginate_by = 20
    search_backend_name = None

    @property
    def show_export_buttons(self) -> bool:
        may_export = bool(self.export_permission) and self.request.user.has_perm(self.export_permission)
        return may_export and bool(self.list_export)

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().order_queryset(queryset).order_by(self.ordering, "-pk") if self.ordering else queryset

    def render_to_response(self, context, **options) -> HttpResponse:
        if not self.is_export:
            return super().render_to_response(context, **options)
        return self.as_spreadsheet(context["object_list"], self.request.GET["export"])

    def to_row_dict(self, item) -> dict[str, Any]:
        return {
            field: self.export_values[field](item) if field in self.export_values else multigetattr(item, field)
            for field in self.list_export
        }

    def get_preprocess_function(self, field: str, value, export_format: str) -> Callable | None:
        if field.endswith("_minor"):
            return amount_number if export_format == self.FORMAT_XLSX else amount_cell
        if isinstance(value, str | Promise | None):
            return plain_cell
        if isinstance(value, datetime) and export_format == self.FORMAT_CSV:
            return datetime.isoformat
        return super().get_preprocess_function(field, value, export_format)
