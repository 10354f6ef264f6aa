"""Reading batches."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from catalog.api.v1.courses import FIELDS
from classroom.models import CourseBatch
from classroom.queries.batches import batch_known_to, batches_known_to
from lms_site.api.routes import path
from lms_site.api.views import ApiView

from . import examples
from .serializers import BatchSerializer

TAG = "Classroom"


def find_batch(user, pk: int) -> CourseBatch:
    """A batch that `user` may know of; raises NotFound."""
    found = batch_known_to(user, pk, timezone.now())
    if found is None:
        raise NotFound
    return found


class BatchesView(ApiView):
    """Batches that the caller may know of."""

    serializer_class = BatchSerializer

    @extend_schema(tags=[TAG], summary="List batches", parameters=[FIELDS], examples=[examples.BATCH])
    def get(self, request):
        """One's own, and those that anybody may join now; moderators see all. The latest to begin come first."""
        page = self.paginate_queryset(batches_known_to(request.user, timezone.now()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class BatchView(ApiView):
    """One batch."""

    serializer_class = BatchSerializer
    pagination_class = None

    @extend_schema(tags=[TAG], summary="Read a batch", examples=[examples.BATCH])
    def get(self, request, pk: int):
        """One that the caller may know of."""
        return Response(self.get_serializer(find_batch(request.user, pk)).data)


urlpatterns = [
    path("batches/", BatchesView.as_view()),
    path("batches/<row:pk>/", BatchView.as_view()),
]
