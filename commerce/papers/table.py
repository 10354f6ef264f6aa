"""The lines of a paper and their sums, as texts in the active language."""

from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from catalog.templatetags.course_display import money

from .letters import plain

NO_BREAK = "\u00a0"


def columns_of(content: dict[str, Any]) -> list[str]:
    """The heads of the columns; what no line has gets none."""
    names = [_("Description")]
    if _has_prices(content):
        names.append(_("Price"))
    if _has_discount(content):
        names.append(_("Discount"))
    if content["taxes"]:
        names += [_("Without tax"), _("Tax")]
    return [*names, _("Total")]


def rows_of(content: dict[str, Any]) -> list[list[list[str]]]:
    """A row for each line; each cell has its text, and a small one under it where there is something to add."""
    return [_row(line, content) for line in content["lines"]]


def sums_of(content: dict[str, Any]) -> list[list[str]]:
    """What leads to the total: prices, discount, net, each tax; nothing where the total says it all."""
    totals, sums = content["totals"], []
    if _has_discount(content):
        coupon = content["coupon_code"]
        sums.append([_("Prices"), _money(totals["list_minor"], content)])
        label = _("Discount (%(code)s)") % {"code": plain(coupon)} if coupon else _("Discount")
        sums.append([label, "−" + _money(totals["discount_minor"], content)])
    if content["taxes"]:
        sums.append([_("Without tax"), _money(totals["net_minor"], content)])
    for tax in content["taxes"]:
        label = _("%(tax)s of %(amount)s") % {"tax": _rate(tax), "amount": _money(tax["net_minor"], content)}
        sums.append([label, _money(tax["tax_minor"], content)])
    return sums


def _row(line: dict[str, Any], content: dict[str, Any]) -> list[list[str]]:
    cells = [[plain(line["title"])]]
    if _has_prices(content):
        cells.append([_money(line["list_minor"], content)])
    if _has_discount(content):
        cells.append(["−" + _money(line["discount_minor"], content) if line["discount_minor"] else "–"])
    if content["taxes"]:
        cells.append([_money(line["net_minor"], content)])
        cells.append([_money(line["tax_minor"], content), _rate(line)] if line["tax_name"] else ["–"])
    return [*cells, [_money(line["total_minor"], content)]]


def _has_prices(content: dict[str, Any]) -> bool:
    """Only where the price is not the total: a credit note has none."""
    return "list_minor" in content["totals"] and bool(content["taxes"] or _has_discount(content))


def _has_discount(content: dict[str, Any]) -> bool:
    return content["totals"].get("discount_minor", 0) > 0


def _rate(tax: dict[str, Any]) -> str:
    """`VAT 19%`; of a tax that the buyer owes, no rate was charged."""
    percent = "0" if tax["is_reverse_charged"] else formats.number_format(Decimal(tax["tax_percent"]))
    return f"{plain(tax['tax_name'])}{NO_BREAK}{percent}%"


def _money(amount_minor: int, content: dict[str, Any]) -> str:
    return money(amount_minor, content["currency"]).replace(" ", NO_BREAK)
