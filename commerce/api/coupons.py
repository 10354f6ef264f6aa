"""Coupons: what one would take off, and letting it count."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from catalog.api.v1.fields import MoneyField
from commerce.errors import CouponRefused
from commerce.queries.cart import quote_with_coupon
from commerce.services.carts import drop_coupon, use_coupon

from . import examples
from .cart_serializers import CartSerializer, CouponSerializer
from .carts import TAG, answer_with
from .own_cart import CART_KEY, CartApiView, cart_of


class WouldTakeOffSerializer(serializers.Serializer):
    """What the coupon would do to the cart."""

    code = serializers.CharField(source="coupon.code")
    discount = MoneyField("discount_minor")
    total = MoneyField("total_minor", help_text="What the cart would come to, without tax that is added to prices.")


class ValidateCouponView(CartApiView):
    """Trying a coupon."""

    serializer_class = CouponSerializer
    throttle_scope = "coupons"

    @extend_schema(
        tags=[TAG],
        summary="Try a coupon",
        parameters=[CART_KEY],
        responses={200: WouldTakeOffSerializer},
        examples=[examples.COUPON, examples.TAKES_OFF],
    )
    def post(self, request):
        """What it would take off the cart, which stays as it is. Refused with the code that says why not."""
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        quote = quote_with_coupon(cart_of(request), body.validated_data["code"])
        return Response(WouldTakeOffSerializer(quote).data)


class CartCouponView(CartApiView):
    """The coupon of the cart."""

    serializer_class = CouponSerializer
    throttle_scope = "coupons"

    @extend_schema(
        tags=[TAG],
        summary="Use a coupon",
        parameters=[CART_KEY],
        responses={200: CartSerializer},
        examples=[examples.COUPON, examples.CART],
    )
    def put(self, request):
        """In place of another one. Refused with the code that says why; its use is counted when one orders."""
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        cart = cart_of(request)
        if cart is None:
            raise CouponRefused("COUPON_NOT_FOR_THIS")
        return answer_with(use_coupon(cart=cart, code=body.validated_data["code"]))

    @extend_schema(tags=[TAG], summary="Use no coupon", parameters=[CART_KEY], request=None, responses={204: None})
    def delete(self, request):
        """Twice is doing it once."""
        cart = cart_of(request)
        if cart is not None:
            drop_coupon(cart=cart)
        return Response(status=204)
