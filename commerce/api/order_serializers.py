"""Orders as programs read and place them. Amounts were fixed when the order was placed."""

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.api.v1.fields import MoneyField
from commerce.models import Order
from lms_site.api.serializers import SparseFields, StrictSerializer
from lms_site.links import absolute_url

from .billing import BillingSerializer
from .gift_fields import GiftToSerializer

OF_ORDER = "order.currency"


class PlaceOrderSerializer(StrictSerializer):
    """What the buyer agrees to; what is bought stands in the cart."""

    fingerprint = serializers.CharField(max_length=64, help_text="Of the cart with the tax for this billing.")
    billing = BillingSerializer(required=False)


class OrderLineSerializer(serializers.Serializer):
    """One thing that was ordered."""

    line = serializers.IntegerField(source="position", help_text="Counts from 1 within the order.")
    offer = serializers.IntegerField(source="offer_id", help_text="Id.")
    title = serializers.CharField()
    gift = GiftToSerializer(source="*", allow_null=True)
    gift_redeemed_at = serializers.DateTimeField(source="gift.redeemed_at", default=None, allow_null=True)
    price = MoneyField("list_minor", currency=OF_ORDER)
    discount = MoneyField("discount_minor", currency=OF_ORDER)
    net = MoneyField("net_minor", currency=OF_ORDER)
    tax = MoneyField("tax_minor", currency=OF_ORDER)
    tax_name = serializers.CharField()
    tax_percent = serializers.DecimalField(max_digits=6, decimal_places=3)
    total = MoneyField("total_minor", currency=OF_ORDER)
    refunded = MoneyField("refunded_minor", currency=OF_ORDER, help_text="Sent back, or on its way.")
    delivered_at = serializers.DateTimeField(
        source="fulfilled_at", allow_null=True, help_text="When its courses were opened, or the gift was made."
    )
    ended_at = serializers.DateTimeField(allow_null=True, help_text="When it was taken back.")


class BillingAnswerSerializer(serializers.Serializer):
    """Who is billed."""

    email = serializers.CharField()
    name = serializers.CharField(source="billing_name")
    address = serializers.CharField(source="billing_address")
    country = serializers.CharField()
    region = serializers.CharField()
    vat_id = serializers.CharField()


class PaymentSerializer(serializers.Serializer):
    """The latest attempt at paying."""

    gateway = serializers.CharField()
    state = serializers.CharField(
        source="status", help_text="started, processing, accepted, surplus, failed or cancelled."
    )
    failure_code = serializers.CharField(help_text="Why the last try failed, in the provider's words; else empty.")

    def get_attribute(self, instance):
        return next(iter(instance.shown_payments), None)


class RefundedLineSerializer(serializers.Serializer):
    line = serializers.IntegerField(source="line.position")
    amount = MoneyField("amount_minor", currency="refund.currency")
    ends_access = serializers.BooleanField(help_text="Whether the course is taken back.")


class RefundSerializer(serializers.Serializer):
    """Money on its way back, or there."""

    id = serializers.UUIDField(source="key")
    state = serializers.CharField(source="status", help_text="requested, settled or failed.")
    reason = serializers.CharField(help_text="learner, staff, surplus, undelivered or provider.")
    amount = MoneyField("amount_minor")
    created_at = serializers.DateTimeField()
    settled_at = serializers.DateTimeField(allow_null=True)
    lines = RefundedLineSerializer(many=True)


class OrderSerializer(SparseFields, serializers.Serializer):
    """A purchase. Poll it until `status` is no longer pending: what providers say arrives on its own way."""

    number = serializers.CharField()
    pay_url = serializers.SerializerMethodField(help_text="The site's own page to pay it, for browsers.")
    status = serializers.CharField(help_text="pending, paid, expired, cancelled or refunded.")
    is_under_review = serializers.BooleanField(help_text="The money has come, and a person looks at the order.")
    placed_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(help_text="Until then it can be paid, while it is pending.")
    paid_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    subtotal = MoneyField("list_minor")
    discount = MoneyField("discount_minor")
    net = MoneyField("net_minor")
    tax = MoneyField("tax_minor")
    total = MoneyField("total_minor")
    refunded = MoneyField("refunded_minor")
    coupon = serializers.CharField(source="coupon_code", help_text="Empty: none.")
    billing = BillingAnswerSerializer(source="*")
    payment = PaymentSerializer(allow_null=True)
    lines = OrderLineSerializer(many=True, source="shown_lines")
    refunds = RefundSerializer(many=True, source="shown_refunds")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_pay_url(self, order: Order) -> str:
        return absolute_url(reverse("commerce:pay", args=[order.key]))


class ReturnRightSerializer(serializers.Serializer):
    """Whether the buyer can have the money for it back by `refund/`."""

    line = serializers.IntegerField()
    allowed = serializers.BooleanField(source="right.allowed")
    reason = serializers.CharField(source="right.reason", help_text="Why not: a code; empty where it is allowed.")
    until = serializers.DateTimeField(source="right.until", allow_null=True)


class OrderDetailSerializer(OrderSerializer):
    """A purchase, with what can be given back of it."""

    returns = ReturnRightSerializer(many=True)
