"""The cart: looking into it, filling and emptying it."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.api.v1.courses import find_course
from commerce.errors import NotForSale
from commerce.models import Cart, CartItem, Offer
from commerce.queries.cart import find_cart, quote_cart
from commerce.services.carts import add_to_cart, empty_cart, merge_carts, put_into_cart, remove_from_cart
from commerce.services.offers import offer_for_course
from commerce.taxes import NO_TAX, TaxRule
from lms_site.api.idempotency import idempotent
from lms_site.api.views import ApiView

from . import examples
from .billing import TaxPlaceSerializer, rule_for
from .cart_serializers import (
    AddItemSerializer,
    CartSerializer,
    ChangeItemSerializer,
    MergeSerializer,
    gift_in,
)
from .own_cart import CART_KEY, CartApiView, cart_of, key_in

TAG = "Shop"


def read_out(cart: Cart | None, rule: TaxRule = NO_TAX) -> dict:
    """The cart as `CartSerializer` takes it, at the prices of this moment."""
    quote = quote_cart(cart, rule=rule)
    coupon = cart.coupon if cart else None
    refusal = quote.refusal
    return {
        "cart_key": cart.key if cart and cart.user_id is None else None,
        "items": quote.lines,
        "refused": quote.refused,
        "coupon": coupon
        and {
            "code": coupon.code,
            "counts": quote.coupon is not None,
            "problem": refusal.code if refusal else "",
            "message": quote.coupon_error,
        },
        "sums": quote if quote.lines else None,
        "tax": rule if rule.name else None,
        "fingerprint": quote.fingerprint,
    }


def answer_with(cart: Cart | None, status: int = 200) -> Response:
    return Response(CartSerializer(read_out(cart)).data, status=status)


class CartView(CartApiView):
    """The whole cart."""

    serializer_class = CartSerializer

    @extend_schema(
        tags=[TAG],
        summary="Read the cart",
        parameters=[CART_KEY, TaxPlaceSerializer],
        responses=CartSerializer,
        examples=[examples.CART],
    )
    def get(self, request):
        """Asked anew each time: prices, what can be bought, whether the coupon counts; tax for a country."""
        place = TaxPlaceSerializer(data=request.query_params.dict())
        place.is_valid(raise_exception=True)
        rule = rule_for(place.validated_data)
        return Response(self.get_serializer(read_out(cart_of(request), rule)).data)

    @extend_schema(tags=[TAG], summary="Empty the cart", parameters=[CART_KEY], request=None, responses={204: None})
    def delete(self, request):
        """The coupon goes as well; twice is doing it once."""
        cart = cart_of(request)
        if cart is not None:
            empty_cart(cart=cart)
        return Response(status=204)


class CartItemsView(CartApiView):
    """Filling the cart."""

    serializer_class = AddItemSerializer

    @extend_schema(
        tags=[TAG],
        summary="Put something into the cart",
        parameters=[CART_KEY],
        responses={201: CartSerializer},
        examples=[examples.ADD_ITEM, examples.ADD_GIFT, examples.CART],
    )
    @idempotent
    def post(self, request):
        """Once: a second time changes for whom it is. A visitor's first item makes a cart, whose key is answered."""
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        data = body.validated_data
        offer = self._offer(request, data)
        cart = put_into_cart(user=request.user, key=key_in(request), offer=offer, gift=gift_in(data))
        return answer_with(cart, status=201)

    @staticmethod
    def _offer(request: Request, data: dict) -> Offer:
        """Raises NotFound for a course that the caller may not know of, NotForSale for an offer that there is not."""
        if "course" in data:
            return offer_for_course(find_course(request.user, data["course"]).translation_key)
        offer = Offer.objects.select_related("stock").filter(pk=data["offer"]).first()
        if offer is None:
            raise NotForSale
        return offer


class CartItemView(CartApiView):
    """One thing in the cart."""

    serializer_class = ChangeItemSerializer

    @extend_schema(
        tags=[TAG],
        summary="Make it a gift, or one's own",
        parameters=[CART_KEY],
        responses={200: CartSerializer},
        examples=[examples.GIFT, examples.CART],
    )
    def patch(self, request, pk: int):
        """`{"gift": null}` makes it one's own again."""
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        cart = cart_of(request)
        item = get_object_or_404(CartItem.objects.select_related("offer__stock"), cart=cart, pk=pk)
        add_to_cart(cart=item.cart, offer=item.offer, gift=gift_in(body.validated_data))
        return answer_with(cart)

    @extend_schema(tags=[TAG], summary="Take something out", parameters=[CART_KEY], request=None, responses={204: None})
    def delete(self, request, pk: int):
        """Twice is doing it once; what is in other carts stays."""
        cart = cart_of(request)
        if cart is not None:
            remove_from_cart(cart=cart, item_ids=[pk])
        return Response(status=204)


class MergeView(ApiView):
    """A visitor has signed in."""

    serializer_class = MergeSerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="Take over a visitor's cart",
        responses={200: CartSerializer},
        examples=[examples.MERGE, examples.CART],
    )
    def post(self, request):
        """After signing in: what the visitor had put together joins one's own cart; twice is doing it once."""
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        merge_carts(user=request.user, key=body.validated_data["cart_key"])
        return answer_with(find_cart(user=request.user))
