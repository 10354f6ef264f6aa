"""Taxes: which rate holds for whom, and that no unit of money is lost in rounding."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.models import TaxRate
from commerce.taxes import NO_TAX, TaxRule, included_tax, tax_rule, taxed

PRICES = st.integers(min_value=0, max_value=10**15)
RATES = st.decimals(min_value=0, max_value=100, places=3)
RULES = st.builds(
    TaxRule, name=st.just("VAT"), percent=RATES, is_included=st.booleans(), is_reverse_charged=st.booleans()
)


def rule(percent: str, **options) -> TaxRule:
    return TaxRule(name="VAT", percent=Decimal(percent), **options)


@pytest.fixture
def rates(db):
    """Germany with prices that include tax, the USA without it but for New York, Canada for the whole country."""
    rows = [
        TaxRate(country="DE", name="VAT", percent=19, is_included=True, is_reverse_charged=True),
        TaxRate(country="US", region="New York", name="Sales tax", percent=Decimal("8.875"), is_included=False),
        TaxRate(country="CA", name="GST", percent=5, is_included=False),
        TaxRate(country="CA", region="Ontario", name="HST", percent=13, is_included=False),
    ]
    TaxRate.objects.bulk_create(rows)


# --- Which rate ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("place", "name", "percent"),
    [
        ({"country": "DE"}, "VAT", "19"),
        ({"country": "de", "region": "Bavaria"}, "VAT", "19"),
        ({"country": "CA"}, "GST", "5"),
        ({"country": "CA", "region": "Alberta"}, "GST", "5"),
        ({"country": "CA", "region": " ontario "}, "HST", "13"),
        ({"country": "US", "region": "NEW YORK"}, "Sales tax", "8.875"),
    ],
)
def test_rate_of_the_region_wins_over_that_of_the_country(rates, place, name, percent):
    found = tax_rule(**place)

    assert (found.name, found.percent) == (name, Decimal(percent))


@pytest.mark.parametrize(
    "place", [{"country": ""}, {"country": "FR"}, {"country": "US"}, {"country": "US", "region": "Ohio"}]
)
def test_where_no_rate_is_set_there_is_no_tax(rates, place):
    assert tax_rule(**place) == NO_TAX


def test_rate_is_found_with_one_query(rates, django_assert_num_queries):
    with django_assert_num_queries(1):
        tax_rule(country="CA", region="Ontario", vat_id="1")


def test_business_with_a_vat_id_pays_itself_where_the_rate_says_so(rates):
    assert tax_rule(country="DE", vat_id="DE136695976").is_reverse_charged
    assert not tax_rule(country="DE").is_reverse_charged
    assert not tax_rule(country="CA", vat_id="123026635").is_reverse_charged


# --- How much --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("price", "percent", "net", "tax"),
    [
        (11900, "19", 10000, 1900),
        (1900, "11", 1712, 188),
        (1, "19", 1, 0),
        (3, "20", 2, 1),
        (0, "19", 0, 0),
        (500, "0", 500, 0),
    ],
)
def test_included_tax_is_taken_out_of_the_price(price, percent, net, tax):
    found = taxed(price, rule(percent, is_included=True))

    assert (found.net_minor, found.tax_minor, found.total_minor) == (net, tax, price)


@pytest.mark.parametrize(
    ("price", "percent", "tax"),
    [(10000, "19", 1900), (1900, "8.875", 169), (50, "1", 1), (49, "1", 0), (150, "1", 2), (1900, "0", 0)],
)
def test_excluded_tax_is_added_half_a_unit_rounded_up(price, percent, tax):
    found = taxed(price, rule(percent))

    assert (found.net_minor, found.tax_minor, found.total_minor) == (price, tax, price + tax)


@pytest.mark.parametrize(("is_included", "total"), [(True, 10000), (False, 11900)])
def test_reverse_charge_leaves_the_net_price(is_included, total):
    found = taxed(11900, rule("19", is_included=is_included, is_reverse_charged=True))

    assert (found.net_minor, found.tax_minor, found.total_minor) == (total, 0, total)


def test_without_a_rule_the_price_is_what_is_paid():
    assert taxed(1900, NO_TAX).total_minor == taxed(1900, NO_TAX).net_minor == 1900


def test_tax_is_rounded_once_a_line_and_not_on_the_sum():
    lines = [taxed(333, rule("10")) for _line in range(3)]

    assert sum(line.tax_minor for line in lines) == 99
    assert taxed(999, rule("10")).tax_minor == 100


@given(price=PRICES, found=RULES)
def test_total_is_always_net_and_tax_and_nothing_is_negative(price, found):
    line = taxed(price, found)

    assert line.total_minor == line.net_minor + line.tax_minor
    assert 0 <= line.net_minor <= price
    assert line.tax_minor >= 0
    assert line.tax_minor == 0 or not found.is_reverse_charged


@given(price=PRICES, percent=RATES)
def test_included_tax_keeps_the_price_and_is_the_tax_of_the_net_price(price, percent):
    line = taxed(price, rule(str(percent), is_included=True))

    assert line.total_minor == price
    exact = Decimal(line.net_minor) * percent / 100
    assert abs(exact - line.tax_minor) <= 1
    assert included_tax(price, percent) == line.tax_minor
