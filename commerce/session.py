"""What the session of a browser knows of the shop: the key of a visitor's cart, how much is in it, a coupon by link."""

from typing import Any

from django.http import HttpRequest

from catalog.account_menu import CART_COUNT
from commerce.errors import CouponRefused
from commerce.models import Cart, CartItem
from commerce.queries.cart import find_cart
from commerce.services.carts import open_cart, use_coupon

CART_KEY = "cart_key"
COUPON_LINK = "coupon_link"
TAKEN_OUT = "cart_taken_out"


def cart_of(request: HttpRequest) -> Cart | None:
    """The cart of whoever asks; one query, none for a visitor who never put anything into one."""
    return find_cart(user=request.user, key=request.session.get(CART_KEY))


def own_cart(request: HttpRequest) -> Cart:
    """The cart of whoever asks, made where there is none; a visitor's session keeps its key."""
    cart = open_cart(user=request.user, key=request.session.get(CART_KEY))
    if cart.user_id is None:
        request.session[CART_KEY] = str(cart.key)
    return cart


def is_in_cart(request: HttpRequest, offer_id: int | None) -> bool:
    """Whether the offer is in the cart of whoever asks; no query for people whose cart is empty."""
    if not offer_id or not request.session.get(CART_COUNT):
        return False
    if request.user.is_authenticated:
        return CartItem.objects.filter(cart__user=request.user, offer=offer_id).exists()
    return CartItem.objects.filter(cart__key=request.session.get(CART_KEY), cart__user=None, offer=offer_id).exists()


def remember_count(request: HttpRequest, count: int) -> None:
    """How many things the cart holds, for the top of every page."""
    if request.session.get(CART_COUNT, 0) != count:
        request.session[CART_COUNT] = count


def remember_taken_out(request: HttpRequest, item: CartItem, title: str) -> None:
    """What was just taken out, so that it can be put back with all that was written for it."""
    gift = {
        "gift_email": item.gift_email,
        "gift_name": item.gift_name,
        "gift_message": item.gift_message,
        "gift_on": item.gift_on.isoformat() if item.gift_on else None,
    }
    request.session[TAKEN_OUT] = {"offer": item.offer_id, "title": title, "gift": gift if item.is_gift else None}


def taken_out(request: HttpRequest) -> dict[str, Any] | None:
    """What can be put back."""
    return request.session.get(TAKEN_OUT)


def forget_taken_out(request: HttpRequest) -> None:
    request.session.pop(TAKEN_OUT, None)


def remember_coupon_link(request: HttpRequest, code: str) -> None:
    """Keep the coupon of a link that somebody followed, until there is something in the cart that it is for."""
    request.session[COUPON_LINK] = code.strip().upper()[:40]


def use_coupon_link(request: HttpRequest, cart: Cart) -> str:
    """Let the coupon of a link count, where the cart has none; its code, "" where it does not fit what is there."""
    code = request.session.get(COUPON_LINK, "")
    if not code or cart.coupon_id is not None:
        return ""
    try:
        use_coupon(cart=cart, code=code)
    except CouponRefused:
        return ""
    request.session.pop(COUPON_LINK, None)
    return code
