"""Where partners of live sessions tell what has happened."""

import logging

from django.conf import settings
from django.http import JsonResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from classroom.partners import partner_named
from classroom.partners.base import BadNotice
from classroom.services.session_notices import apply_notice
from lms_site.api.errors import Refusal
from lms_site.api.routes import path
from lms_site.api.views import PublicApiView

from . import session_examples as examples
from .batches import TAG

logger = logging.getLogger(__name__)
SIGNATURE = OpenApiParameter(
    "x-zm-signature", OpenApiTypes.STR, OpenApiParameter.HEADER, description="By Zoom, with the secret of both."
)


class NoticeReceivedSerializer(serializers.Serializer):
    """The notice is ours now."""

    received = serializers.BooleanField(read_only=True)


class ZoomWebhookView(PublicApiView):
    """Notices of Zoom. Its signature is what lets it in; no limit may make us lose one."""

    authentication_classes: list[type] = []
    throttle_classes: list[type] = []
    serializer_class = NoticeReceivedSerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="Tell of a live session",
        operation_id="live_sessions_zoom_webhook",
        request={"application/json": OpenApiTypes.OBJECT},
        parameters=[SIGNATURE],
        responses={200: NoticeReceivedSerializer},
        examples=[examples.ZOOM_EVENT, examples.RECEIVED],
        auth=[],
    )
    def post(self, request):
        """For Zoom alone, 404 on a site that does not use it; 400 where the signature is missing, wrong or older than
        five minutes. The same event twice changes nothing. Zoom's question whether the address is ours is answered as
        Zoom wants it, without the envelope.
        """
        if not settings.ZOOM_WEBHOOK_SECRET:
            raise NotFound
        partner = partner_named("zoom")
        try:
            notice = partner.parse(request._request.body, request.headers)
        except BadNotice as error:
            logger.warning("Zoom: a notice that is none (%s)", error)
            raise Refusal("BAD_REQUEST", status=400) from error
        if notice.answer is not None:
            return JsonResponse(notice.answer)
        apply_notice(partner=partner.name, notice=notice)
        return Response({"received": True})


urlpatterns = [path("live-sessions/zoom/webhook/", ZoomWebhookView.as_view())]
