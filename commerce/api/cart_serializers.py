"""The cart as programs read and fill it; written from `quote.Quote`."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from catalog.api.v1.fields import MoneyField
from lms_site.api.serializers import StrictSerializer

from .gift_fields import GiftToSerializer
from .offer_serializers import PROBLEMS, OfferBriefSerializer


class GiftBodySerializer(StrictSerializer):
    """For whom something is bought."""

    email = serializers.EmailField(source="gift_email")
    name = serializers.CharField(source="gift_name", required=False, allow_blank=True, max_length=80, default="")
    message = serializers.CharField(
        source="gift_message", required=False, allow_blank=True, max_length=1000, default=""
    )
    send_on = serializers.DateField(
        source="gift_on", required=False, allow_null=True, default=None, help_text="Null: as soon as it is paid."
    )


class AddItemSerializer(StrictSerializer):
    """A course or another offer, by its id: one of the two. What it costs is the site's to say."""

    course = serializers.IntegerField(required=False, min_value=1, help_text="Id of a course.")
    offer = serializers.IntegerField(required=False, min_value=1, help_text="Id of an offer.")
    gift = GiftBodySerializer(required=False, allow_null=True, default=None)

    def validate(self, attrs):
        if ("course" in attrs) == ("offer" in attrs):
            raise serializers.ValidationError(_("Name a course or an offer, one of the two."))
        return attrs


class ChangeItemSerializer(StrictSerializer):
    """For whom it is now; null: for oneself."""

    gift = GiftBodySerializer(allow_null=True)


class CouponSerializer(StrictSerializer):
    code = serializers.CharField(max_length=40)


class MergeSerializer(StrictSerializer):
    cart_key = serializers.UUIDField(help_text="Of the visitor's cart.")


class TaxSerializer(serializers.Serializer):
    """The rate that was applied."""

    name = serializers.CharField()
    percent = serializers.DecimalField(max_digits=6, decimal_places=3)
    is_included = serializers.BooleanField(help_text="Whether prices include it; else it is added.")
    is_reverse_charged = serializers.BooleanField(help_text="The business pays it itself.")


class SumsSerializer(serializers.Serializer):
    """What it comes to: `net` + `tax` = `total`; where prices include tax, `subtotal` − `discount` is the total."""

    subtotal = MoneyField("list_minor", help_text="All prices together.")
    discount = MoneyField("discount_minor")
    net = MoneyField("net_minor", help_text="Without tax.")
    tax = MoneyField("tax_minor")
    total = MoneyField("total_minor", help_text="What is paid.")


class CartItemSerializer(serializers.Serializer):
    """One thing that can be bought."""

    id = serializers.IntegerField(source="item.pk")
    offer = OfferBriefSerializer(source="goods")
    gift = GiftToSerializer(source="item", allow_null=True)
    price = MoneyField("goods.price_minor", currency="goods.currency")
    list_price = MoneyField("goods.list_minor", currency="goods.currency", help_text="Without a sale.")
    discount = MoneyField("discount_minor", currency="goods.currency", help_text="By the coupon.")
    tax = MoneyField("taxed.tax_minor", currency="goods.currency")
    total = MoneyField("taxed.total_minor", currency="goods.currency")
    has_changed = serializers.BooleanField(help_text="Whether it costs something else than when it was put in.")
    price_before = MoneyField(
        "item.seen_minor", currency="item.seen_currency", help_text="What it cost when it was put in."
    )


class RefusedItemSerializer(serializers.Serializer):
    """One thing of the cart that cannot be bought; it must be taken out before one orders."""

    id = serializers.IntegerField(source="item.pk")
    offer = OfferBriefSerializer(source="goods")
    gift = GiftToSerializer(source="item", allow_null=True)
    problem = serializers.CharField(help_text=PROBLEMS)


class CartCouponSerializer(serializers.Serializer):
    """The coupon of the cart, and whether it counts."""

    code = serializers.CharField()
    counts = serializers.BooleanField()
    problem = serializers.CharField(help_text="A code, as `coupons/validate/` refuses with; empty where it counts.")
    message = serializers.CharField(help_text="The same for people.")


class CartSerializer(serializers.Serializer):
    """The cart at the prices of this moment."""

    cart_key = serializers.UUIDField(allow_null=True, help_text="Of a visitor: send it as `X-Cart-Key` from now on.")
    items = CartItemSerializer(many=True)
    refused = RefusedItemSerializer(many=True)
    coupon = CartCouponSerializer(allow_null=True)
    sums = SumsSerializer(allow_null=True, help_text="Null: there is nothing that can be bought.")
    tax = TaxSerializer(allow_null=True, help_text="Null: none was asked for, or there is none.")
    fingerprint = serializers.CharField(help_text="What the buyer has seen; send it with the order.")


def gift_in(data: dict) -> dict | None:
    """A gift as carts take it."""
    return dict(data["gift"]) if data.get("gift") else None
