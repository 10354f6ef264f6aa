"""The demo's tax rates and seller: sensible, and only where nobody has set any."""

import pytest

from commerce.countries import is_country
from commerce.models import ShopSettings, TaxRate
from commerce.taxes import tax_rule
from commerce.vat import clean_vat_id
from home.services.demo_taxes import load_taxes

pytestmark = pytest.mark.django_db


def test_demo_has_rates_with_and_without_region_and_a_seller_with_a_good_tax_id():
    load_taxes()
    load_taxes()

    assert TaxRate.objects.count() == 9
    assert all(is_country(code) for code in TaxRate.objects.values_list("country", flat=True))
    assert tax_rule(country="CA", region="Ontario").name == "HST"
    assert tax_rule(country="DE", vat_id="DE136695976").is_reverse_charged
    shop = ShopSettings.load()
    assert clean_vat_id("ID", shop.seller_tax_id) == shop.seller_tax_id


def test_what_admins_have_set_stays():
    TaxRate.objects.create(country="ID", name="PPN", percent=12)
    ShopSettings.objects.create(seller_name="Sekolah Batik")

    load_taxes()

    assert TaxRate.objects.get().percent == 12
    assert ShopSettings.objects.get().seller_address == ""
