"""Whose cart a call is about: that of the person, or of the visitor who sends its key."""

from uuid import UUID

from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from commerce.models import Cart
from commerce.queries.cart import find_cart
from lms_site.api.views import PublicApiView

HEADER = "X-Cart-Key"
CART_KEY = OpenApiParameter(
    HEADER,
    {"type": "string", "format": "uuid"},
    OpenApiParameter.HEADER,
    description="The `cart_key` of a visitor's cart; not heeded with an access token.",
)


class CartApiView(PublicApiView):
    """A view of the caller's cart, open to visitors."""

    pagination_class = None

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, [HEADER])
        return response


def key_in(request: Request) -> UUID | None:
    """The key that a visitor has sent. Raises ValidationError."""
    written = request.headers.get(HEADER)
    if not written or request.user.is_authenticated:
        return None
    try:
        return UUID(written)
    except ValueError:
        raise ValidationError({HEADER: [_("This is no key of a cart.")]}) from None


def cart_of(request: Request) -> Cart | None:
    """The caller's cart, None where there is none yet."""
    cart = find_cart(user=request.user, key=key_in(request))
    if cart is not None and cart.user_id is not None:
        cart.user = request.user  # known already; asked for, it would be one more query
    return cart
