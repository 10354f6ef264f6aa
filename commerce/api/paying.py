"""Paying an order: the only call that asks a payment provider."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from commerce.errors import NoGateway
from commerce.gateways import current_gateway, gateway_named
from commerce.gateways.base import Gateway
from commerce.services.payments import start_payment
from lms_site.api.idempotency import idempotent_outside
from lms_site.api.serializers import StrictSerializer
from lms_site.api.views import ApiView

from . import examples
from .orders import TAG, own_order


class PayBodySerializer(StrictSerializer):
    gateway = serializers.CharField(
        required=False, max_length=20, help_text="stripe, or sandbox where a site is for trying out; else the site's."
    )


class PayAnswerSerializer(serializers.Serializer):
    """A payment that the provider knows."""

    gateway = serializers.CharField()
    state = serializers.CharField(help_text="waiting (for the buyer), processing, succeeded, failed or cancelled.")
    client = serializers.DictField(
        child=serializers.CharField(),
        help_text="What the provider's own library needs to go on: of Stripe `client_secret` and `publishable_key`.",
    )


class PayView(ApiView):
    """Making an order payable at the provider."""

    serializer_class = PayBodySerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="Pay an order",
        responses={200: PayAnswerSerializer},
        examples=[examples.PAY, examples.PAYABLE],
    )
    @idempotent_outside
    def post(self, request, number: str):
        """Nothing is charged twice, however often this is called. Then poll the order: it tells when it is paid."""
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        gateway = _gateway(body.validated_data.get("gateway"))
        _payment, started = start_payment(order=own_order(request.user, number), gateway=gateway)
        answer = {"gateway": gateway.name, "state": started.state, "client": started.client}
        return Response(PayAnswerSerializer(answer).data)


def _gateway(name: str | None) -> Gateway:
    """Raises ValidationError where there is no such one, NoGateway where there is none at all."""
    if name is None:
        gateway = current_gateway()
        if gateway is None:
            raise NoGateway
        return gateway
    try:
        return gateway_named(name)
    except LookupError:
        raise ValidationError({"gateway": [_("This site takes no payments by it.")]}) from None
