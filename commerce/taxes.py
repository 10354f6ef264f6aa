"""How tax is worked out: line by line, rounded once a line, half a unit up."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import CharField

from lms_site.prepared import Prepared

from .models import OrderLine, TaxRate
from .money import percent_of


@dataclass(frozen=True, kw_only=True)
class TaxRule:
    """The tax on what somebody buys: its name and rate, and whether prices include it."""

    name: str = ""
    percent: Decimal = Decimal(0)
    is_included: bool = False
    is_reverse_charged: bool = False


@dataclass(frozen=True, kw_only=True)
class Taxed:
    """A price apart: `total_minor` is always `net_minor + tax_minor`."""

    net_minor: int
    tax_minor: int

    @property
    def total_minor(self) -> int:
        return self.net_minor + self.tax_minor


NO_TAX = TaxRule()
RATES: Prepared[TaxRate] = Prepared(lambda country: TaxRate.objects.filter(country=country), country=CharField())


def tax_rule(*, country: str, region: str = "", vat_id: str = "") -> TaxRule:
    """The tax for a buyer there: the region's, else the country's, else none. One query.

    With a VAT id (checked before) a business pays the tax itself where the rate says so: nothing is then
    charged at that rate; where prices include the tax, it is taken out of them all the same.
    """
    if not country:
        return NO_TAX
    rates = {rate.region.casefold(): rate for rate in RATES.rows(country=country.upper())}
    rate = rates.get(region.strip().casefold()) or rates.get("")
    if rate is None:
        return NO_TAX
    return TaxRule(
        name=rate.name,
        percent=rate.percent,
        is_included=rate.is_included,
        is_reverse_charged=bool(vat_id) and rate.is_reverse_charged,
    )


def taxed(price_minor: int, rule: TaxRule) -> Taxed:
    """The price under the rule."""
    if not rule.is_included:
        tax = percent_of(price_minor, rule.percent)
        return Taxed(net_minor=price_minor, tax_minor=0 if rule.is_reverse_charged else tax)
    tax = included_tax(price_minor, rule.percent)
    return Taxed(net_minor=price_minor - tax, tax_minor=0 if rule.is_reverse_charged else tax)


def included_tax(price_minor: int, percent: Decimal) -> int:
    """The tax within a price: price × rate / (100 + rate)."""
    return int((Decimal(price_minor) * percent / (100 + percent)).to_integral_value(ROUND_HALF_UP))


def is_reverse_charged(line: OrderLine, *, vat_id: str) -> bool:
    """Whether the buyer owes the tax of this line to the state: it has a rate, and none was charged."""
    would_be = percent_of(line.net_minor, line.tax_percent)
    return bool(vat_id) and line.tax_minor == 0 and would_be > 0
