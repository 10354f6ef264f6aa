"""Lists of the shop: filtered, searched, and as a table to take away, which is written to the log."""

from collections.abc import Callable
from decimal import Decimal

from wagtail.admin.ui.tables import Column

from accounts.cms.listing import TableListing
from catalog.templatetags.course_display import money
from commerce.admin.doors import MoneyDoorMixin
from commerce.admin.recorded import LoggedExportMixin
from commerce.money import decimal_string


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


class ShopListing(MoneyDoorMixin, LoggedExportMixin, TableListing):
    """A list of the shop; exported fields whose names end in `_minor` are written as decimal amounts."""

    results_template_name = "commerce/admin/listing_results.html"

    @property
    def show_export_buttons(self) -> bool:
        may_export = bool(self.export_permission) and self.request.user.has_perm(self.export_permission)
        return may_export and bool(self.list_export)

    def get_preprocess_function(self, field: str, value, export_format: str) -> Callable | None:
        if field.endswith("_minor"):
            return amount_number if export_format == self.FORMAT_XLSX else amount_cell
        return super().get_preprocess_function(field, value, export_format)
