"""What the shop does when Django reports that somebody has signed in."""

from django.contrib.auth.signals import user_logged_in

from catalog.account_menu import CART_COUNT
from commerce.models import CartItem
from commerce.services.carts import merge_carts
from commerce.session import CART_KEY, remember_count


def bring_cart_along(sender, request, user, **_details) -> None:
    """What a visitor had put together joins the cart of who they turn out to be; two queries at least."""
    session = getattr(request, "session", None)
    if session is None:
        return
    merge_carts(user=user, key=session.pop(CART_KEY, None))
    session.pop(CART_COUNT, None)
    remember_count(request, CartItem.objects.filter(cart__user=user).count())


def connect_receivers() -> None:
    """Called once, when the app is ready."""
    user_logged_in.connect(bring_cart_along, dispatch_uid="commerce.bring_cart_along")
