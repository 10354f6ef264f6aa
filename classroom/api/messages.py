"""Mails to people of a batch."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from classroom.services.roster_messages import write_to_members
from lms_site.api.idempotency import idempotent
from lms_site.api.routes import path
from lms_site.api.views import ApiView

from . import member_examples as examples
from .batches import TAG
from .member_serializers import BatchMessageSerializer, WriteBatchMessageSerializer
from .members import batch_for


class MessagesView(ApiView):
    """Writing to people of a batch."""

    serializer_class = WriteBatchMessageSerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="Write to people of a batch",
        responses={201: BatchMessageSerializer},
        examples=[examples.WRITE_MESSAGE, examples.MESSAGE],
    )
    @idempotent
    def post(self, request, pk: int):
        """Each gets a mail of their own with the caller's name; answers go to the caller. Twenty a day and batch."""
        found = batch_for(request, pk, "classroom.assist_batch")
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        values = dict(body.validated_data)
        message = write_to_members(batch=found, sender=request.user, people=values.pop("members", None), **values)
        return Response(BatchMessageSerializer(message).data, status=201)


urlpatterns = [path("batches/<row:pk>/messages/", MessagesView.as_view())]
