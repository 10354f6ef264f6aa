"""Examples of invoices, for the description of the API."""

from drf_spectacular.utils import OpenApiExample

from catalog.api.v1.examples import MOMENT, answer

_brief = {
    "id": 71,
    "kind": "invoice",
    "number": "INV-2026-000042",
    "order_number": "7F3K9Q2M",
    "issued_at": MOMENT,
    "total": {"amount_minor": 1900, "amount": "19.00", "currency": "EUR"},
    "pdf_url": "https://lms.example/api/v1/invoices/71/pdf/",
}
_tax = {"tax_name": "VAT", "tax_percent": "19", "is_reverse_charged": False, "net_minor": 1597, "tax_minor": 303}
_prices = {"list_minor": 1900, "discount_minor": 0}

BRIEF = answer("Invoice in a list", _brief)
INVOICE = answer(
    "Invoice",
    {
        **_brief,
        "issued_on": "2026-03-01",
        "seller": {"name": "Sekolah Batik", "address": "Jalan Kaliurang 12\nYogyakarta", "tax_id": "013121660091000"},
        "buyer": {
            "name": "Dewi Lestari",
            "address": "Hauptstraße 5\n10115 Berlin",
            "region": "",
            "country": "DE",
            "vat_id": "",
            "email": "dewi@example.com",
        },
        "lines": [{**_tax, **_prices, "title": "Batik from the first dot", "total_minor": 1900}],
        "taxes": [_tax],
        "totals": {**_prices, "net_minor": 1597, "tax_minor": 303, "total_minor": 1900},
        "notes": [],
        "payment_reference": "pi_3MtwBwLkdIwHu7ix28a3tqPa",
        "corrects": None,
    },
)
PDF = OpenApiExample(
    "The file", value="%PDF-1.7 …", media_type="application/pdf", response_only=True, status_codes=["200"]
)
