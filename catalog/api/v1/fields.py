"""Fields that several resources share."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import get_attribute

from catalog.models.facts import whole_units
from lms_site.links import absolute_url


@extend_schema_field({"type": "string", "format": "uri"})
class AddressField(serializers.CharField):
    """A path of the site as a full address; empty stays empty."""

    def __init__(self, **kwargs):
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value) -> str:
        return absolute_url(value) if value.startswith("/") else value


class PriceSerializer(serializers.Serializer):
    """Both ways of writing an amount: whole minor units, and a decimal text. Below zero: money that went back."""

    amount_minor = serializers.IntegerField(source="price_minor", help_text="In minor units: cents.")
    amount = serializers.SerializerMethodField(help_text="The same in whole units: `19.00`.")
    currency = serializers.CharField(help_text="ISO 4217.")

    def get_amount(self, priced) -> str:
        return whole_units(priced.price_minor)


@extend_schema_field(PriceSerializer)
class MoneyField(serializers.Field):
    """An amount with its currency in that form: `source` and `currency` name the two attributes, points allowed."""

    def __init__(self, source: str, *, currency: str = "currency", **kwargs: Any) -> None:
        super().__init__(source=source, read_only=True, **kwargs)
        self.currency = currency

    def get_attribute(self, instance):
        return super().get_attribute(instance), get_attribute(instance, self.currency.split("."))

    def to_representation(self, value: tuple[int, str]) -> dict[str, Any]:
        amount_minor, currency = value
        return {"amount_minor": amount_minor, "amount": whole_units(amount_minor), "currency": currency}


class RatingSerializer(serializers.Serializer):
    """The mean of all reviews that are shown; null without one."""

    mean = serializers.FloatField(source="rating_mean", allow_null=True)
    count = serializers.IntegerField(source="rating_count")


class AccessSerializer(serializers.Serializer):
    """Whether the caller may read a lesson, and why."""

    allowed = serializers.BooleanField()
    reason = serializers.CharField(
        help_text="enrolled, free_preview, team, sign_in, not_enrolled, access_ended, not_live, "
        "earlier_lesson_first or opens_later"
    )
    opens_at = serializers.DateTimeField(allow_null=True, help_text="For `opens_later`.")
