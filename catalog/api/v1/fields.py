"""Fields that several resources share."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from lms_site.links import absolute_url


@extend_schema_field({"type": "string", "format": "uri"})
class AddressField(serializers.CharField):
    """A path of the site as a full address; empty stays empty."""

    def __init__(self, **kwargs):
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value) -> str:
        return absolute_url(value) if value.startswith("/") else value


class PriceSerializer(serializers.Serializer):
    """Both ways of writing a price: whole minor units, and a decimal text."""

    amount_minor = serializers.IntegerField(source="price_minor", min_value=0, help_text="In minor units: cents.")
    amount = serializers.SerializerMethodField(help_text="The same in whole units: `19.00`.")
    currency = serializers.CharField(help_text="ISO 4217.")

    def get_amount(self, priced) -> str:
        return f"{priced.price_minor // 100}.{priced.price_minor % 100:02d}"


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
