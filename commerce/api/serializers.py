"""Shares and payouts as programs read them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.api.v1.fields import MoneyField
from commerce.models import PayoutBatch, Revenue

SHOWN = [choice for choice in PayoutBatch.Status.choices if choice[0] != PayoutBatch.Status.CANCELLED]


class NamedCourseSerializer(serializers.Serializer):
    """The course, wherever it is in its life; null and empty when it is gone."""

    id = serializers.IntegerField(allow_null=True)
    title = serializers.CharField()


class RevenueSerializer(serializers.Serializer):
    """The caller's share of one sold course, or of its refund. `context["courses"]`: (id, title) by key."""

    id = serializers.IntegerField(source="pk")
    kind = serializers.ChoiceField(choices=Revenue.Kind.choices)
    course = serializers.SerializerMethodField()
    order_number = serializers.CharField(source="line.order.number")
    percent = serializers.DecimalField(max_digits=5, decimal_places=2, help_text="Of the price without tax.")
    amount = MoneyField("amount_minor")
    created_at = serializers.DateTimeField()
    available_at = serializers.DateTimeField(help_text="From then on it can be paid out.")
    payout = serializers.IntegerField(source="payout_id", allow_null=True, help_text="Id of the payout it is part of.")

    @extend_schema_field(NamedCourseSerializer)
    def get_course(self, row) -> dict:
        pk, title = self.context["courses"].get(row.course_key, (None, ""))
        return {"id": pk, "title": title}


class PayoutSerializer(serializers.Serializer):
    """What the caller was or will be paid."""

    id = serializers.IntegerField(source="pk")
    status = serializers.ChoiceField(source="batch.status", choices=SHOWN)
    amount = MoneyField("amount_minor")
    account = serializers.CharField(source="bank", help_text="The bank, and the last four digits.")
    created_at = serializers.DateTimeField(source="batch.created_at")
    paid_at = serializers.DateTimeField(allow_null=True)
