"""Invoices and credit notes as PDF: A4 sheets, typeset by Typst without any network.

Data reaches the template as one JSON text in Typst's `sys.inputs`; it is only ever shown, never read as markup.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils import formats, translation
from django.utils.translation import gettext as _

from catalog.certificates.render import FONTS, MARK
from catalog.covers import band_svg
from catalog.covers.palette import print_ink
from catalog.templatetags.course_display import money
from commerce.models import Invoice, InvoiceKind
from lms_site.links import site_name

from .letters import plain
from .table import columns_of, rows_of, sums_of

HERE = Path(__file__).parent
# The cloth of the house: indigo, in the oldest motif.
MOTIF, HUE = "kawung", 276
MOST_ADDRESS_LINES = 10


def render_paper(invoice: Invoice) -> bytes:
    """The invoice or credit note as PDF, in the language of its content, on as many pages as it needs.

    Drawn from the content alone; only the site's name and mark at the top are today's. Other scripts than
    Latin, Greek and Cyrillic are romanised, as the fonts lack their letters.
    """
    return typst.compile(
        HERE / "paper.typ",
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(_shown(invoice))},
    )


def _shown(invoice: Invoice) -> dict[str, Any]:
    """Everything the template shows, as texts and drawings."""
    content = invoice.content
    with translation.override(content["language"]):
        is_invoice = invoice.kind == InvoiceKind.INVOICE
        return {
            "language": content["language"],
            "title": _("Invoice") if is_invoice else _("Credit note"),
            "number": invoice.number,
            "site": plain(site_name()),
            **_drawings(),
            "facts": _facts(invoice, content),
            "seller": {"label": _("Seller"), "lines": _seller(content["seller"])},
            "buyer": {"label": _("Buyer"), "lines": _buyer(content["buyer"])},
            "columns": columns_of(content),
            "rows": rows_of(content),
            "sums": sums_of(content),
            "total": [_("Total paid") if is_invoice else _("Total sent back"), _amount(content)],
            "notes": [plain(note) for note in _notes(content)],
            "page": _("Page {page} of {pages}"),
        }


@cache
def _drawings() -> dict[str, str]:
    ink = print_ink(HUE)
    band = band_svg(motif=MOTIF, hue=HUE, width=1680, height=208)
    return {"mark": MARK.read_text("utf-8"), "band": band, "ink": ink.wax, "soft": ink.dye}


def _facts(invoice: Invoice, content: dict[str, Any]) -> list[list[str]]:
    facts = [[_("Number"), invoice.number], [_("Date of issue"), _day(content["issued_on"])]]
    if invoice.kind == InvoiceKind.CREDIT_NOTE:
        corrected = content["corrects"]
        facts += [[_("Corrects invoice"), corrected["number"]], [_("Invoice date"), _day(corrected["issued_on"])]]
        facts.append([_("Sent back on"), _day(content["returned_on"])])
    else:
        facts.append([_("Paid and delivered on"), _day(content["paid_on"])])
    return [*facts, [_("Order number"), content["order_number"]]]


def _seller(seller: dict[str, str]) -> list[str]:
    tax_id = _("Tax id: %(id)s") % {"id": seller["tax_id"]} if seller["tax_id"] else ""
    return _lines(seller["name"], seller["address"], tax_id)


def _buyer(buyer: dict[str, str]) -> list[str]:
    vat_id = _("VAT id: %(id)s") % {"id": buyer["vat_id"]} if buyer["vat_id"] else ""
    place = ", ".join(part for part in (buyer["region"], buyer["country_name"]) if part)
    return _lines(buyer["name"], buyer["address"], place, buyer["email"], vat_id)


def _lines(name: str, address: str, *rest: str) -> list[str]:
    """Each on its line, empty ones left out."""
    written = [line for line in address.splitlines() if line.strip()][:MOST_ADDRESS_LINES]
    return [plain(line) for line in (name, *written, *rest) if line.strip()]


def _notes(content: dict[str, Any]) -> list[str]:
    notes = [*content["notes"]]
    if any(line.get("is_tax_included") and line["tax_name"] for line in content["lines"]):
        notes.append(_("Prices and discounts include tax."))
    reference = content["payment"]["reference"]
    return [*notes, _("Payment: %(reference)s") % {"reference": reference}] if reference else notes


def _amount(content: dict[str, Any]) -> str:
    return money(content["totals"]["total_minor"], content["currency"])


def _day(text: str) -> str:
    return formats.date_format(date.fromisoformat(text), "DATE_FORMAT")
