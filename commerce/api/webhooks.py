"""Where payment providers tell what has happened."""

import logging

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from commerce.gateways import gateway_named
from commerce.gateways.base import BadNotice
from commerce.services.payments import apply_notice
from lms_site.api.errors import Refusal
from lms_site.api.views import PublicApiView

logger = logging.getLogger(__name__)
EVENT = OpenApiExample(
    "An event",
    value={"id": "evt_1", "type": "payment_intent.succeeded", "created": 1767225600, "data": {"object": {}}},
    request_only=True,
)
RECEIVED = OpenApiExample("Taken in", value={"received": True}, response_only=True)
SIGNATURE = OpenApiParameter(
    "Stripe-Signature", OpenApiTypes.STR, OpenApiParameter.HEADER, description="By Stripe, with the secret of both."
)


class ReceivedSerializer(serializers.Serializer):
    """The notice is ours now."""

    received = serializers.BooleanField(read_only=True)


class StripeWebhookView(PublicApiView):
    """Notices of Stripe. Its signature is what lets it in; no limit may make us lose one."""

    authentication_classes: list[type] = []
    throttle_classes: list[type] = []
    serializer_class = ReceivedSerializer
    pagination_class = None

    @extend_schema(
        tags=["Payments"],
        summary="Tell of a payment",
        request={"application/json": OpenApiTypes.OBJECT},
        parameters=[SIGNATURE],
        responses={200: ReceivedSerializer},
        examples=[EVENT, RECEIVED],
        auth=[],
    )
    def post(self, request):
        """For Stripe alone, which sends again what is answered by 500 or 503; 404 on a site that does not use it.

        The same event twice changes nothing; 400 where the signature is missing, wrong or older than five minutes.
        """
        try:
            gateway = gateway_named("stripe")
        except LookupError as error:
            raise NotFound from error
        try:
            notice = gateway.parse(request._request.body, request.headers)
        except BadNotice as error:
            logger.warning("Stripe: a notice that is none (%s)", error)
            raise Refusal("BAD_REQUEST", status=400) from error
        apply_notice(gateway=gateway.name, notice=notice)
        return Response({"received": True})
