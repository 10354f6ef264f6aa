"""Coming into a batch and leaving it."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from classroom.services.joining import join_by_oneself, join_with_code, leave_batch
from lms_site.api.idempotency import idempotent
from lms_site.api.routes import path
from lms_site.api.views import ApiView

from . import examples
from .batches import TAG, find_batch
from .serializers import BatchSerializer, CodeSerializer


class JoinView(ApiView):
    """Joining a batch that anybody may join."""

    serializer_class = BatchSerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="Join a batch",
        request=None,
        responses={201: BatchSerializer},
        examples=[examples.BATCH],
    )
    @idempotent
    def post(self, request, pk: int):
        """BATCH_FULL where no seat is left, JOIN_REFUSED where it wants a code or its teacher; twice is once.

        JOIN_BY_BUYING where places are bought: put the batch's offer into the cart.
        """
        join_by_oneself(user=request.user, batch=find_batch(request.user, pk))
        return Response(self.get_serializer(find_batch(request.user, pk)).data, status=201)


class JoinByCodeView(ApiView):
    """Joining by the code on the board."""

    serializer_class = CodeSerializer
    pagination_class = None
    throttle_scope = "join_codes"

    @extend_schema(
        tags=[TAG],
        summary="Join a batch by its code",
        operation_id="batches_join_by_code",
        responses={201: BatchSerializer},
        examples=[examples.CODE, examples.BATCH],
    )
    @idempotent
    def post(self, request):
        """JOIN_CODE_UNKNOWN, BATCH_FULL or BATCH_CLOSED where it leads nowhere. Thirty tries an hour."""
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        member = join_with_code(user=request.user, code=body.validated_data["code"])
        return Response(BatchSerializer(find_batch(request.user, member.batch_id)).data, status=201)


class LeaveView(ApiView):
    """Leaving a batch."""

    serializer_class = BatchSerializer
    pagination_class = None

    @extend_schema(tags=[TAG], summary="Leave a batch", request=None, responses={204: None})
    def post(self, request, pk: int):
        """Whoever waits first has the seat then; progress stays, twice is once. PAID_PLACE: ask for a refund."""
        leave_batch(user=request.user, batch=find_batch(request.user, pk))
        return Response(status=204)


urlpatterns = [
    path("batches/join/", JoinByCodeView.as_view()),
    path("batches/<row:pk>/join/", JoinView.as_view()),
    path("batches/<row:pk>/leave/", LeaveView.as_view()),
]
