"""Reading tax rates."""

from commerce.models import TaxRate


def regions_of(country: str) -> list[str]:
    """The regions of a country that have a rate of their own; one query, none without a country."""
    if not country:
        return []
    rates = TaxRate.objects.filter(country=country).exclude(region="")
    return list(rates.order_by("region").values_list("region", flat=True))
