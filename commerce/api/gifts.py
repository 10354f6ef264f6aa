"""Gifts: what one is, and making it one's own."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from commerce.models import Gift
from commerce.services.gifts import gift_named, redeem_gift
from lms_site.api.idempotency import idempotent
from lms_site.api.views import ApiView, PublicApiView

from . import examples

TAG = "Shop"


class GiftSerializer(serializers.Serializer):
    """Something that somebody has bought for who holds its token."""

    title = serializers.CharField(source="line.title")
    courses = serializers.SerializerMethodField(help_text="Their titles.")
    giver = serializers.SerializerMethodField()
    name = serializers.CharField(source="line.gift_name", help_text="For whom it is.")
    message = serializers.CharField(source="line.gift_message")
    state = serializers.SerializerMethodField(help_text="open, redeemed or taken_back.")
    redeemed_at = serializers.DateTimeField(allow_null=True)

    def get_courses(self, gift: Gift) -> list[str]:
        return [course.title for course in gift.line.courses.all()]

    def get_giver(self, gift: Gift) -> str:
        order = gift.line.order
        return (order.user.display_name if order.user else "") or order.email

    def get_state(self, gift: Gift) -> str:
        if gift.cancelled_at:
            return "taken_back"
        return "redeemed" if gift.redeemed_at else "open"


class GiftView(PublicApiView):
    """A gift, for whoever holds its token."""

    serializer_class = GiftSerializer
    pagination_class = None

    @extend_schema(tags=[TAG], summary="Look at a gift", examples=[examples.GIFT_THERE])
    def get(self, request, token: str):
        """The token is the last part of the address in the mail."""
        return Response(self.get_serializer(gift_named(token)).data)


class RedeemGiftView(ApiView):
    """Redeeming a gift."""

    serializer_class = GiftSerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="Redeem a gift",
        request=None,
        responses={200: GiftSerializer},
        examples=[examples.GIFT_REDEEMED],
    )
    @idempotent
    def post(self, request, token: str):
        """Once; its courses are in `enrollments/` then. The same person may ask twice."""
        return Response(self.get_serializer(redeem_gift(user=request.user, token=token)).data)
