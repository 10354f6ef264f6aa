"""The cart: a page, and one POST for each thing that can be done with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from commerce.errors import CouponRefused
from commerce.forms import CouponForm
from commerce.models import CartItem, Offer
from commerce.queries.cart import quote_cart
from commerce.queries.goods import goods_of
from commerce.services.carts import accept_prices, add_to_cart, drop_coupon, remove_from_cart, use_coupon
from commerce.session import (
    cart_of,
    forget_taken_out,
    own_cart,
    remember_count,
    remember_taken_out,
    taken_out,
)
from lms_site.errors import DomainError


@never_cache
@require_safe
def cart(request: HttpRequest) -> HttpResponse:
    """What is in the cart, at the prices of this moment. Seven queries for things of all kinds, four for courses."""
    return show_cart(request, CouponForm())


def show_cart(request: HttpRequest, form: CouponForm, status: int = 200) -> HttpResponse:
    """The page, with what was typed as a coupon."""
    found = cart_of(request)
    quote = quote_cart(found)
    remember_count(request, len(quote.lines) + len(quote.refused))
    context: dict[str, Any] = {"cart": found, "quote": quote, "coupon_form": form, "taken_out": taken_out(request)}
    return render(request, "commerce/cart.html", context, status=status)


@never_cache
@require_POST
def remove(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take one thing out; it can be put back from the cart's page."""
    found = cart_of(request)
    item = CartItem.objects.filter(cart=found, pk=item_id).select_related("offer__stock").first() if found else None
    if item is not None:
        remember_taken_out(request, item, goods_of([item.offer])[item.offer_id].title)
        remove_from_cart(cart=item.cart, item_ids=[item.pk])
    return redirect("commerce:cart")


@never_cache
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Put back what was taken out last, for whom it was."""
    gone = taken_out(request)
    offer = Offer.objects.select_related("stock").filter(pk=gone["offer"]).first() if gone else None
    if offer is not None:
        try:
            add_to_cart(cart=own_cart(request), offer=offer, gift=gone["gift"])
        except DomainError as error:
            messages.error(request, str(error.message))
    forget_taken_out(request)
    return redirect("commerce:cart")


@never_cache
@require_POST
def coupon(request: HttpRequest) -> HttpResponse:
    """Let a coupon count; a refused one stays in the field with the reason."""
    form = CouponForm(request.POST)
    if form.is_valid():
        try:
            use_coupon(cart=own_cart(request), code=form.cleaned_data["code"])
        except CouponRefused as refusal:
            form.add_error("code", str(refusal.message))
    if form.errors:
        return show_cart(request, form, status=422)
    return redirect("commerce:cart")


@never_cache
@require_POST
def no_coupon(request: HttpRequest) -> HttpResponse:
    """Take the coupon away."""
    found = cart_of(request)
    if found is not None:
        drop_coupon(cart=found)
    return redirect("commerce:cart")


@never_cache
@require_POST
def proceed(request: HttpRequest) -> HttpResponse:
    """On to the checkout: what cannot be bought goes out, and the prices shown are those that are known from now on."""
    found = cart_of(request)
    if found is None:
        return redirect("commerce:cart")
    quote = quote_cart(found)
    if quote.refused:
        remove_from_cart(cart=found, item_ids=[one.item.pk for one in quote.refused])
        messages.info(request, _("What cannot be bought any more is out of your cart."))
    if quote.coupon_error:
        drop_coupon(cart=found)
    if not quote.lines:
        return redirect("commerce:cart")
    accept_prices(cart=found)
    forget_taken_out(request)
    return redirect("commerce:checkout")
