"""An instructor's own shares and payouts."""

from datetime import timedelta

import django_filters
from django.db.models import QuerySet, Sum
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from catalog.models import CoursePage
from catalog.queries.named_courses import ids_and_titles_of
from commerce.days import midnight
from commerce.models import Payout, PayoutBatch, Revenue
from commerce.money import decimal_string
from lms_site.api.pagination import NumberedPages, address, count, page_schema
from lms_site.api.views import ApiView

from . import revenue_examples as examples
from .serializers import PayoutSerializer, RevenueSerializer

MAX_ID = 2**63 - 1
FILTERS = [
    OpenApiParameter("course", int, description="Id of a course."),
    OpenApiParameter("from", {"type": "string", "format": "date"}, description="First day, of UTC."),
    OpenApiParameter("to", {"type": "string", "format": "date"}, description="Last day, of UTC."),
]


class RevenueFilters(django_filters.FilterSet):
    """By course and by days; a value that is none is refused."""

    course = django_filters.NumberFilter(method="filter_course", min_value=1, max_value=MAX_ID, decimal_places=0)
    until = django_filters.DateFilter(method="filter_until")
    since = django_filters.DateFilter(method="filter_since")

    class Meta:
        model = Revenue
        fields: list[str] = []

    def filter_course(self, rows, name, value):
        return rows.filter(course_key__in=CoursePage.objects.filter(pk=value).values("translation_key"))

    def filter_since(self, rows, name, value):
        return rows.filter(created_at__gte=midnight(value))

    def filter_until(self, rows, name, value):
        return rows.filter(created_at__lt=midnight(value + timedelta(days=1)))


class SummedPages(NumberedPages):
    """Pages of shares, with the sums of all of them by currency in `meta`."""

    sums: list[dict] = []

    def get_paginated_response(self, data) -> Response:
        response = super().get_paginated_response(data)
        response.data["meta"]["sums"] = self.sums
        return response

    def get_paginated_response_schema(self, schema):
        """The envelope of a page, for the description of the API."""
        sums = {
            "type": "array",
            "items": {"$ref": "#/components/schemas/Price"},
            "example": [{"amount_minor": 1330, "amount": "13.30", "currency": "USD"}],
        }
        meta = {"total": count(150), "page": count(1), "per_page": count(20), "sums": sums}
        links = {"self": address("?page=1"), "next": address("?page=2"), "prev": address(None)}
        return page_schema(schema, meta, links)


class RevenueView(ApiView):
    """The caller's shares."""

    serializer_class = RevenueSerializer
    pagination_class = SummedPages

    def rows(self) -> QuerySet[Revenue]:
        """The caller's shares that pass the filters; raises ValidationError."""
        params = self.request.query_params
        asked = {"course": params.get("course"), "since": params.get("from"), "until": params.get("to")}
        found = RevenueFilters(asked, Revenue.objects.filter(instructor=self.request.user))
        if not found.form.is_valid():
            names = {"since": "from", "until": "to"}
            raise ValidationError({names.get(name, name): errors for name, errors in found.form.errors.items()})
        return found.qs

    @extend_schema(
        tags=["Teaching"], summary="List one's shares of sales", parameters=FILTERS, examples=[examples.REVENUE]
    )
    def get(self, request):
        """Of what learners paid for one's courses, without tax; refunds are below zero. The newest first."""
        rows = self.rows()
        self.paginator.sums = sums_of(rows)
        page = self.paginate_queryset(rows.select_related("line__order"))
        context = {**self.get_serializer_context(), "courses": ids_and_titles_of(row.course_key for row in page)}
        return self.get_paginated_response(RevenueSerializer(page, many=True, context=context).data)


class PayoutsView(ApiView):
    """The caller's payouts."""

    serializer_class = PayoutSerializer

    @extend_schema(tags=["Teaching"], summary="List one's payouts", examples=[examples.PAYOUT])
    def get(self, request):
        """Those that were given up are left out. The newest first."""
        payouts = Payout.objects.filter(instructor=request.user).exclude(batch__status=PayoutBatch.Status.CANCELLED)
        page = self.paginate_queryset(payouts.select_related("batch").order_by("-pk"))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


def sums_of(rows: QuerySet[Revenue]) -> list[dict]:
    """All shares together, by currency; one query."""
    found = rows.order_by("currency").values_list("currency").annotate(amount=Sum("amount_minor"))
    return [
        {"amount_minor": amount, "amount": decimal_string(amount), "currency": currency} for currency, amount in found
    ]
