"""Reading batches."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from catalog.api.v1.courses import FIELDS
from classroom.queries.batches import batches_known_to
from lms_site.api.routes import path
from lms_site.api.views import ApiView

from . import examples
from .finding import TAG, find_batch
from .planning import ChangesBatch, PlansBatch
from .planning_examples import DETAIL
from .planning_serializers import BatchDetailSerializer
from .serializers import BatchSerializer

__all__ = ["TAG", "find_batch", "urlpatterns"]


class BatchesView(PlansBatch, ApiView):
    """Batches that the caller may know of."""

    serializer_class = BatchSerializer

    @extend_schema(tags=[TAG], summary="List batches", parameters=[FIELDS], examples=[examples.BATCH])
    def get(self, request):
        """One's own, and those that anybody may join now; moderators see all. The latest to begin come first."""
        page = self.paginate_queryset(batches_known_to(request.user, timezone.now()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class BatchView(ChangesBatch, ApiView):
    """One batch."""

    serializer_class = BatchDetailSerializer
    pagination_class = None

    @extend_schema(tags=[TAG], summary="Read a batch", examples=[DETAIL])
    def get(self, request, pk: int):
        """One that the caller may know of."""
        return Response(self.get_serializer(find_batch(request.user, pk)).data)


urlpatterns = [
    path("batches/", BatchesView.as_view()),
    path("batches/<row:pk>/", BatchView.as_view()),
]
