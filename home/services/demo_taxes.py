"""The demo's seller and tax rates."""

from __future__ import annotations

from commerce.models import ShopSettings, TaxRate
from home.demo.taxes import RATES, SELLER


def load_taxes() -> None:
    """Rates where there are none at all, and the seller where nobody is named: what admins set stays."""
    if not TaxRate.objects.exists():
        TaxRate.objects.bulk_create(
            TaxRate(
                country=country,
                region=region,
                name=name,
                percent=percent,
                is_included=is_included,
                is_reverse_charged=is_reverse_charged,
            )
            for country, region, name, percent, is_included, is_reverse_charged in RATES
        )
    shop = ShopSettings.load()
    if not shop.seller_name:
        for field, value in SELLER.items():
            setattr(shop, field, value)
        shop.save()
