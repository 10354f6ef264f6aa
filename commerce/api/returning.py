"""Money back: for buyers within the rules, for staff as they decide."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.errors import SecondFactorMissing
from commerce.admin.doors import lacks_factor_for_money
from commerce.models import Order, OrderLine, Refund
from commerce.queries.order_details import visible_order
from commerce.services.returns import give_back
from commerce.services.staff_refunds import refund_by_staff
from lms_site.api.idempotency import idempotent
from lms_site.api.serializers import StrictSerializer
from lms_site.api.views import ApiView

from . import examples
from .order_serializers import RefundSerializer
from .orders import TAG, own_order


class RefundLineBodySerializer(StrictSerializer):
    line = serializers.IntegerField(min_value=1, help_text="Number of the line.")
    amount_minor = serializers.IntegerField(
        required=False, min_value=1, allow_null=True, default=None, help_text="Null: all that is left of it."
    )


class RefundBodySerializer(StrictSerializer):
    """`line` for buyers; `lines` for staff, with what they have seen, and whether the courses are taken back."""

    line = serializers.IntegerField(required=False, min_value=1, help_text="Number of the line.")
    lines = RefundLineBodySerializer(many=True, required=False, allow_empty=False)
    seen_refunded_minor = serializers.IntegerField(
        required=False, min_value=0, help_text="With `lines`: what the order said was refunded of it by then."
    )
    ends_access = serializers.BooleanField(required=False, default=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=1000, default="")

    def validate(self, attrs):
        if ("line" in attrs) == ("lines" in attrs):
            raise serializers.ValidationError(_("Name a line or several lines, one of the two."))
        if "lines" in attrs and "seen_refunded_minor" not in attrs:
            raise serializers.ValidationError({"seen_refunded_minor": [_("Say what was refunded of it by then.")]})
        return attrs


class RefundView(ApiView):
    """Giving back what one has bought."""

    serializer_class = RefundBodySerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="Give something back",
        responses={201: RefundSerializer},
        examples=[examples.GIVE_BACK, examples.REFUND_LINES, examples.REFUND],
    )
    @idempotent
    def post(self, request, number: str):
        """A whole line within the rules that `returns` of the order tells; staff with the right: any lines and amounts.

        The money is on its way then; when it has been sent, the course is taken back.
        """
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        refund = self._refund(request, number, body.validated_data)
        found = Refund.objects.prefetch_related("lines__line").get(pk=refund.pk)
        return Response(RefundSerializer(found).data, status=201)

    @staticmethod
    def _refund(request: Request, number: str, data: dict) -> Refund:
        if "line" in data:
            order = own_order(request.user, number)
            return give_back(line=lines_of(order, [data["line"]])[0], note=data["note"])
        order = visible_order(request.user, number)
        if order is None:
            raise NotFound
        if not request.user.has_perm("commerce.add_refund"):
            raise PermissionDenied
        if lacks_factor_for_money(request.user):
            raise SecondFactorMissing
        lines = lines_of(order, [part["line"] for part in data["lines"]])
        return refund_by_staff(
            order=order,
            amounts={line.pk: part["amount_minor"] for line, part in zip(lines, data["lines"], strict=True)},
            by=request.user,
            seen_refunded_minor=data["seen_refunded_minor"],
            note=data["note"],
            ends_access=data["ends_access"],
            request=request._request,
        )


def lines_of(order: Order, numbers: list[int]) -> list[OrderLine]:
    """The lines of these numbers, each once and in this order; raises ValidationError."""
    found = {line.position: line for line in order.lines.select_related("gift", "order__user")}
    if not set(numbers) <= set(found) or len(set(numbers)) != len(numbers):
        raise ValidationError({"line": [_("The order has no such line, or it is named twice.")]})
    return [found[number] for number in numbers]
