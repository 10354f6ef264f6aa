"""What can be bought, as programs read it; written from `goods.Goods`."""

from rest_framework import serializers

from catalog.api.v1.fields import AddressField, MoneyField
from lms_site.api.serializers import SparseFields

PROBLEMS = "closed, owned, sold_out, free or other_currency"


class OfferBriefSerializer(serializers.Serializer):
    """An offer as a cart names it."""

    id = serializers.IntegerField(source="offer.pk")
    kind = serializers.CharField(source="offer.kind", help_text="course, bundle, path or batch: a place in one.")
    batch = serializers.IntegerField(
        source="offer.batch_id", allow_null=True, help_text="Of the batch, for a place in one."
    )
    title = serializers.CharField()
    html_url = AddressField(source="url")


class OfferedCourseSerializer(serializers.Serializer):
    """A course that an offer opens."""

    id = serializers.IntegerField(source="course_id")
    title = serializers.CharField()
    html_url = AddressField(source="url")
    cover_url = AddressField()


class OfferSerializer(SparseFields, OfferBriefSerializer):
    """A course, a bundle of courses, a learning path or a place in a batch, at the price of this moment."""

    summary = serializers.CharField(source="offer.summary")
    price = MoneyField("price_minor")
    list_price = MoneyField("list_minor", help_text="Without a sale.")
    is_on_sale = serializers.BooleanField(help_text="Whether it costs less than usual.")
    sale_until = serializers.DateTimeField(allow_null=True)
    problem = serializers.CharField(help_text="Why it cannot be bought now: sold_out or free; empty: it can.")
    courses = OfferedCourseSerializer(source="cards", many=True)
