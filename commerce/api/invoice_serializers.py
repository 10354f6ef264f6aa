"""Invoices and credit notes as programs read them: what was true when they were issued."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.api.v1.fields import MoneyField
from commerce.models import InvoiceKind
from lms_site.links import absolute_url


class BriefInvoiceSerializer(serializers.Serializer):
    """A paper in a list."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=InvoiceKind.choices)
    number = serializers.CharField()
    order_number = serializers.CharField(source="content.order_number")
    issued_at = serializers.DateTimeField()
    total = MoneyField("total_minor")
    pdf_url = serializers.SerializerMethodField(help_text="Asked for with the same access token.")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_pdf_url(self, paper) -> str:
        return absolute_url(f"/api/v1/invoices/{paper.pk}/pdf/")


class SellerSerializer(serializers.Serializer):
    name = serializers.CharField()
    address = serializers.CharField()
    tax_id = serializers.CharField()


class BuyerSerializer(serializers.Serializer):
    name = serializers.CharField()
    address = serializers.CharField()
    region = serializers.CharField()
    country = serializers.CharField(help_text="ISO 3166-1, two letters; empty where it was not asked for.")
    vat_id = serializers.CharField()
    email = serializers.EmailField()


class InvoiceTaxSerializer(serializers.Serializer):
    """Net and tax under one rate, in minor units."""

    tax_name = serializers.CharField()
    tax_percent = serializers.CharField(help_text="As in `19` or `8.875`.")
    is_reverse_charged = serializers.BooleanField(help_text="The buyer owes it; `tax_minor` is then 0.")
    net_minor = serializers.IntegerField(min_value=0)
    tax_minor = serializers.IntegerField(min_value=0)


class InvoiceLineSerializer(InvoiceTaxSerializer):
    """One thing, in minor units. Price and discount are of invoices only."""

    title = serializers.CharField()
    list_minor = serializers.IntegerField(min_value=0, required=False)
    discount_minor = serializers.IntegerField(min_value=0, required=False)
    total_minor = serializers.IntegerField(min_value=0)


class TotalsSerializer(serializers.Serializer):
    """All lines together, in minor units."""

    list_minor = serializers.IntegerField(min_value=0, required=False)
    discount_minor = serializers.IntegerField(min_value=0, required=False)
    net_minor = serializers.IntegerField(min_value=0)
    tax_minor = serializers.IntegerField(min_value=0)
    total_minor = serializers.IntegerField(min_value=0)


class CorrectedSerializer(serializers.Serializer):
    number = serializers.CharField()
    issued_on = serializers.DateField()


class InvoiceSerializer(BriefInvoiceSerializer):
    """All that stands on the paper."""

    issued_on = serializers.DateField(source="content.issued_on", help_text="The date on the paper.")
    seller = SellerSerializer(source="content.seller")
    buyer = BuyerSerializer(source="content.buyer")
    lines = InvoiceLineSerializer(source="content.lines", many=True)
    taxes = InvoiceTaxSerializer(source="content.taxes", many=True)
    totals = TotalsSerializer(source="content.totals")
    notes = serializers.ListField(source="content.notes", child=serializers.CharField())
    payment_reference = serializers.CharField(source="content.payment.reference")
    corrects = serializers.SerializerMethodField(help_text="Of a credit note: the invoice that it corrects.")

    @extend_schema_field(CorrectedSerializer(allow_null=True))
    def get_corrects(self, paper):
        return paper.content.get("corrects")
