"""What an invoice or a credit note says, gathered once, when it is issued: plain data for `Invoice.content`.

Amounts are integers in the smallest unit of `currency`, days are ISO dates in the site's time zone. The
PDF and the API read nothing else, so that later changes of names, prices and rates leave papers alone.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from commerce.countries import country_name
from commerce.models import Invoice, Order, OrderLine, Payment, PaymentStatus, Refund, RefundLine, ShopSettings
from commerce.taxes import is_reverse_charged
from lms_site.links import site_name


def invoice_content(order: Order, *, now: datetime) -> dict[str, Any]:
    """The content of the invoice of a paid order; in the order's language where words are kept."""
    payment = order.payments.filter(status=PaymentStatus.ACCEPTED).first()
    lines = [_sold(line, order) for line in order.lines.all()]
    return {
        **_head(order, now=now),
        "payment": _payment(payment),
        "coupon_code": order.coupon_code,
        "lines": lines,
        "taxes": taxes_of(lines),
        "totals": {
            "list_minor": order.list_minor,
            "discount_minor": order.discount_minor,
            "net_minor": order.net_minor,
            "tax_minor": order.tax_minor,
            "total_minor": order.total_minor,
        },
        "notes": _notes(lines, language_of(order)),
    }


def credit_note_content(refund: Refund, invoice: Invoice, *, now: datetime) -> dict[str, Any]:
    """The content of the credit note of a refund that has lines; amounts are what was sent back."""
    order = refund.order
    rows = refund.lines.select_related("line").order_by("line__position")
    lines = [_returned(row, order) for row in rows]
    totals = {name: sum(line[name] for line in lines) for name in ("net_minor", "tax_minor", "total_minor")}
    return {
        **_head(order, now=now),
        # As they stood on the invoice: both papers go into the same books.
        "seller": invoice.content["seller"],
        "buyer": invoice.content["buyer"],
        "payment": _payment(refund.payment),
        "corrects": {"number": invoice.number, "issued_on": invoice.content["issued_on"]},
        "returned_on": local_day(refund.settled_at or now),
        "lines": lines,
        "taxes": taxes_of(lines),
        "totals": totals,
        "notes": _notes(lines, language_of(order)),
    }


def language_of(order: Order) -> str:
    """The order's language where the site speaks it, else English."""
    return order.language if order.language in dict(settings.LANGUAGES) else "en"


def local_day(moment: datetime) -> str:
    """The date of the moment where the site is at home; papers are dated by it."""
    return moment.astimezone(ZoneInfo(settings.LMS_TIME_ZONE)).date().isoformat()


def taxes_of(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Net and tax summed up by rate, in the order in which the rates occur; lines without tax are left out."""
    sums: dict[tuple, dict[str, Any]] = {}
    for line in lines:
        kind = {name: line[name] for name in ("tax_name", "tax_percent", "is_reverse_charged")}
        if not kind["tax_name"]:
            continue
        row = sums.setdefault(tuple(kind.values()), {**kind, "net_minor": 0, "tax_minor": 0})
        row["net_minor"] += line["net_minor"]
        row["tax_minor"] += line["tax_minor"]
    return list(sums.values())


def _head(order: Order, *, now: datetime) -> dict[str, Any]:
    shop = ShopSettings.load()
    seller = {
        "name": shop.seller_name or site_name(),
        "address": shop.seller_address,
        "tax_id": shop.seller_tax_id,
    }
    return {
        "language": language_of(order),
        "currency": order.currency,
        "seller": seller,
        "buyer": _buyer(order),
        "order_number": order.number,
        "issued_on": local_day(now),
        "paid_on": local_day(order.paid_at or now),
    }


def _buyer(order: Order) -> dict[str, str]:
    with translation.override(language_of(order)):
        country = country_name(order.country)
    return {
        "name": order.billing_name or (order.user.printed_name if order.user else ""),
        "address": order.billing_address,
        "region": order.region,
        "country": order.country,
        "country_name": country,
        "vat_id": order.vat_id,
        "email": order.email,
    }


def _payment(payment: Payment | None) -> dict[str, str]:
    if payment is None:
        return {"gateway": "", "reference": ""}
    return {"gateway": payment.gateway, "reference": payment.provider_id or str(payment.key)}


def _sold(line: OrderLine, order: Order) -> dict[str, Any]:
    return {
        "title": line.title,
        "list_minor": line.list_minor,
        "discount_minor": line.discount_minor,
        "net_minor": line.net_minor,
        "tax_minor": line.tax_minor,
        "total_minor": line.total_minor,
        "is_tax_included": line.tax_included,
        **_tax(line, order),
    }


def _returned(row: RefundLine, order: Order) -> dict[str, Any]:
    return {
        "title": row.line.title,
        "net_minor": row.amount_minor - row.tax_minor,
        "tax_minor": row.tax_minor,
        "total_minor": row.amount_minor,
        **_tax(row.line, order),
    }


def _tax(line: OrderLine, order: Order) -> dict[str, Any]:
    """Which tax, whatever its amount; the rate as text, without zeros at its end ("8.875", "19")."""
    return {
        "tax_name": line.tax_name,
        "tax_percent": f"{line.tax_percent.normalize():f}",
        "is_reverse_charged": is_reverse_charged(line, vat_id=order.vat_id),
    }


def _notes(lines: list[dict[str, Any]], language: str) -> list[str]:
    """Sentences that the law wants on the paper."""
    if not any(line["is_reverse_charged"] for line in lines):
        return []
    with translation.override(language):
        return [_("Reverse charge: the buyer owes the tax and pays it to the state.")]
