"""The caller's invoices and credit notes."""

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.response import Response

from commerce.queries.papers import papers_of
from commerce.views.papers import pdf_response
from lms_site.api.views import ApiView

from . import invoice_examples as examples
from .invoice_serializers import BriefInvoiceSerializer, InvoiceSerializer

PDF = "application/pdf"


class InvoicesView(ApiView):
    """The papers of the caller."""

    serializer_class = BriefInvoiceSerializer

    @extend_schema(tags=["Shop"], summary="List one's invoices", examples=[examples.BRIEF])
    def get(self, request):
        """Invoices and credit notes, the newest first."""
        page = self.paginate_queryset(papers_of(request.user))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class InvoiceView(ApiView):
    """One paper of the caller."""

    serializer_class = InvoiceSerializer
    pagination_class = None

    @extend_schema(tags=["Shop"], summary="Read an invoice", examples=[examples.INVOICE])
    def get(self, request, pk: int):
        """As it was issued: later changes of names, prices and rates do not show. Other people's are not found."""
        return Response(self.get_serializer(get_object_or_404(papers_of(request.user), pk=pk)).data)


class PdfToo(DefaultContentNegotiation):
    """`Accept: application/pdf` is as good as JSON; errors are JSON for both."""

    def select_renderer(self, request, renderers, format_suffix=None):
        try:
            return super().select_renderer(request, renderers, format_suffix)
        except NotAcceptable:
            if PDF not in request.headers.get("Accept", ""):
                raise
            return renderers[0], renderers[0].media_type


class InvoicePdfView(ApiView):
    """The file of a paper of the caller."""

    serializer_class = None
    pagination_class = None
    content_negotiation_class = PdfToo

    @extend_schema(
        tags=["Shop"],
        summary="Download an invoice",
        responses={(200, PDF): OpenApiTypes.BINARY},
        examples=[examples.PDF],
    )
    def get(self, request, pk: int):
        """The PDF itself, without envelope; errors are in it as everywhere."""
        return pdf_response(get_object_or_404(papers_of(request.user), pk=pk))
