"""Lists of staff in the CMS: filtered, searched, in pages, and as a table to take away without live cells."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.functional import Promise
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.coreutils import multigetattr

from accounts.cms.activity import plain_cell
from accounts.models import ActivityVerb
from accounts.services.activity import record_activity


class TableListing(SpreadsheetExportMixin, BaseListingView):
    """Pages of 20; CSV and XLSX hold all the filtered rows. `export_values` reads what is no attribute of a row."""

    export_values: dict[str, Callable] = {}

    results_template_name = "lms_site/cms/listing_results.html"
    paginate_by = 20
    search_backend_name = None

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
        if isinstance(value, str | Promise | None):
            return plain_cell
        if isinstance(value, datetime) and export_format == self.FORMAT_CSV:
            return datetime.isoformat
        return super().get_preprocess_function(field, value, export_format)


class ActivityExportMixin:
    """For lists whose exports stand in the activity log of whoever takes them away."""

    def as_spreadsheet(self, queryset, spreadsheet_format: str):
        label = f"{self.get_filename()}.{spreadsheet_format} {self.request.GET.urlencode()}"
        record_activity(user=self.request.user, verb=ActivityVerb.EXPORTED, label=label, request=self.request)
        return super().as_spreadsheet(queryset, spreadsheet_format)
