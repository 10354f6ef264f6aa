"""Orders: placing one from the cart, looking at one's own, ending one that was not paid."""

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from catalog.api.v1.courses import FIELDS
from commerce.models import Order, OrderStatus
from commerce.queries.order_details import details_of, visible_order, with_details
from commerce.queries.refunds import return_rights
from commerce.services.looking import look_up_payment
from commerce.services.orders import Billing, cancel_order, place_order
from lms_site.api.idempotency import idempotent
from lms_site.api.views import ApiView

from . import examples
from .billing import billing_of
from .order_serializers import OrderDetailSerializer, OrderSerializer, PlaceOrderSerializer

TAG = "Shop"
# Read out without a request it is the same for every order: its fields are made once.
DETAILS = OrderDetailSerializer()


def own_order(user, number: str) -> Order:
    """The order that `user` has placed under this number; raises Http404."""
    return get_object_or_404(Order, user=user, number=number)


def read_whole(order: Order) -> dict:
    """The order with all that is shown of it."""
    return read_out(details_of(order))


def read_out(order: Order) -> dict:
    """An order that was found with its details."""
    rights = return_rights(order, order.shown_lines)
    order.returns = [{"line": line.position, "right": rights[line.pk]} for line in order.shown_lines]
    return DETAILS.to_representation(order)


def is_news(order: Order) -> bool:
    """Whether the provider was asked for the latest payment of an order that waits, so that it is to be read anew."""
    payment = next(iter(order.shown_payments), None)
    return order.status == OrderStatus.PENDING and payment is not None and look_up_payment(payment=payment)


class OrdersView(ApiView):
    """One's orders."""

    serializer_class = OrderSerializer

    @extend_schema(tags=[TAG], summary="List one's orders", parameters=[FIELDS], examples=[examples.ORDER])
    def get(self, request):
        """The latest first."""
        orders = Order.objects.filter(user=request.user).order_by("-placed_at", "-pk")
        page = self.paginate_queryset(with_details(orders))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        tags=[TAG],
        summary="Order what is in the cart",
        request=PlaceOrderSerializer,
        responses={201: OrderDetailSerializer},
        examples=[examples.PLACE_ORDER, examples.PLACED],
    )
    @idempotent
    def post(self, request):
        """At the prices of the cart that `fingerprint` stands for; PRICE_CHANGED when they are others by now.

        What can run out is kept until `expires_at`. An order of nothing is paid at once. The same again, while
        it waits, is the order that is there; another one takes its place.
        """
        body = PlaceOrderSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        billing = body.validated_data.get("billing")
        order = place_order(
            user=request.user,
            billing=billing_of(billing) if billing else Billing(),
            seen=body.validated_data["fingerprint"],
            language=get_language() or "en",
        )
        return Response(read_whole(order), status=201, headers={"Location": f"/api/v1/orders/{order.number}/"})


class OrderView(ApiView):
    """One order."""

    serializer_class = OrderDetailSerializer
    pagination_class = None

    @extend_schema(tags=[TAG], summary="Read an order", examples=[examples.ORDER_DETAIL])
    def get(self, request, number: str):
        """One's own; staff who may refund see all. Poll it after paying, every two seconds and then more slowly.

        While an order waits for a payment, the provider is asked how that stands, every four seconds at most.
        """
        order = visible_order(request.user, number)
        if order is not None and is_news(order):
            order = visible_order(request.user, number)
        if order is None:
            raise NotFound
        return Response(read_out(order))


class CancelOrderView(ApiView):
    """Not paying after all."""

    serializer_class = OrderDetailSerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="Cancel an order",
        request=None,
        responses={200: OrderDetailSerializer},
        examples=[examples.ORDER_DETAIL],
    )
    def post(self, request, number: str):
        """The cart stays as it is; an order that was paid, or has ended, stays as well."""
        order = own_order(request.user, number)
        return Response(read_whole(cancel_order(user=request.user, order=order)))
