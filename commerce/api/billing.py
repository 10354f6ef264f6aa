"""Who is billed, and where: what tax depends on."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from commerce.countries import is_country
from commerce.services.orders import Billing
from commerce.taxes import TaxRule, tax_rule
from commerce.vat import clean_vat_id
from lms_site.api.serializers import StrictSerializer


class TaxPlaceSerializer(StrictSerializer):
    """Where the buyer is; without a country no tax is worked out."""

    country = serializers.CharField(
        required=False, allow_blank=True, max_length=2, default="", help_text="ISO 3166-1, two letters."
    )
    region = serializers.CharField(required=False, allow_blank=True, max_length=80, default="")
    vat_id = serializers.CharField(
        required=False, allow_blank=True, max_length=40, default="", help_text="Of a business, with its country."
    )

    def validate_country(self, written: str) -> str:
        country = written.upper()
        if country and not is_country(country):
            raise serializers.ValidationError(_("This is no country: two letters, as in ID or DE."))
        return country


class BillingSerializer(TaxPlaceSerializer):
    """What stands on the invoice."""

    name = serializers.CharField(required=False, allow_blank=True, max_length=120, default="")
    address = serializers.CharField(required=False, allow_blank=True, max_length=500, default="")


def rule_for(place: dict[str, str]) -> TaxRule:
    """The tax for a place that was checked. Raises VatIdRefused."""
    vat_id = clean_vat_id(place["country"], place["vat_id"])
    return tax_rule(country=place["country"], region=place["region"], vat_id=vat_id)


def billing_of(written: dict[str, str]) -> Billing:
    """As orders take it. Raises VatIdRefused."""
    return Billing(
        billing_name=written["name"],
        billing_address=written["address"],
        country=written["country"],
        region=written["region"],
        vat_id=clean_vat_id(written["country"], written["vat_id"]),
    )
