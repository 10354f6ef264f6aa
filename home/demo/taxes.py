"""Who sells in the demo, and the tax of some countries. Not advice: look up the rates before you sell."""

from decimal import Decimal

SELLER = {
    "seller_name": "Hybrid LMS Demo School",
    "seller_address": "Jalan Kaliurang 12\nYogyakarta 55281\nIndonesia",
    "seller_tax_id": "0013121660091000",
}
# Country, region, name, percent, whether prices include it, whether businesses with a VAT id pay it themselves.
RATES = (
    ("ID", "", "PPN", Decimal(11), True, False),
    ("SG", "", "GST", Decimal(9), True, False),
    ("MY", "", "Service tax", Decimal(8), True, False),
    ("AU", "", "GST", Decimal(10), True, True),
    ("DE", "", "VAT", Decimal(19), True, True),
    ("NL", "", "VAT", Decimal(21), True, True),
    ("GB", "", "VAT", Decimal(20), True, True),
    ("CA", "", "GST", Decimal(5), False, False),
    ("CA", "Ontario", "HST", Decimal(13), False, False),
)
