"""Putting a course, a bundle or a path into the cart, for oneself or as a gift."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commerce.errors import AlreadyOwned, OwnGift
from commerce.forms import GiftForm
from commerce.models import CartItem, Offer
from commerce.price_box import PriceBox, price_box
from commerce.queries.goods import course_offer
from commerce.services.carts import add_to_cart
from commerce.services.offers import offer_for_course
from commerce.session import cart_of, forget_taken_out, own_cart, remember_count, remember_coupon_link, use_coupon_link
from lms_site.errors import DomainError


@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, course_key: UUID | None = None, offer_id: int | None = None) -> HttpResponse:
    """GET asks with one button, as the pages of visitors have no forms; POST puts it into the cart."""
    box = _box(request, course_key, offer_id)
    if request.method == "POST":
        error = _add(request, _saved(box.goods.offer), None)
        if error is None:
            return redirect("commerce:cart")
        messages.error(request, str(error.message))
        return redirect(box.goods.url if isinstance(error, AlreadyOwned) else "commerce:cart")
    if box.is_in_cart:
        return redirect("commerce:cart")
    return render(request, "commerce/add.html", {"box": box})


@never_cache
@require_http_methods(["GET", "POST"])
def gift(request: HttpRequest, course_key: UUID | None = None, offer_id: int | None = None) -> HttpResponse:
    """Ask to whom it goes; what is in the cart already becomes a gift, or goes to somebody else."""
    box = _box(request, course_key, offer_id)
    if not box.gift_url:
        raise Http404
    form = GiftForm(request.POST or None, initial=_written(request, box))
    if request.method == "POST" and form.is_valid():
        error = _add(request, _saved(box.goods.offer), form.cleaned_data)
        if error is None:
            return redirect("commerce:cart")
        form.add_error("gift_email" if isinstance(error, OwnGift) else None, str(error.message))
    return render(request, "commerce/gift_form.html", {"box": box, "form": form}, status=422 if form.errors else 200)


@never_cache
@require_safe
def coupon_link(request: HttpRequest, code: str) -> HttpResponse:
    """An instructor's link in short: it keeps the coupon and leads to the catalog."""
    remember_coupon_link(request, code)
    return redirect("/courses/")


def _box(request: HttpRequest, course_key: UUID | None, offer_id: int | None) -> PriceBox:
    offer = get_object_or_404(Offer.objects.select_related("stock"), pk=offer_id) if offer_id else None
    box = price_box(request, offer or course_offer(course_key))
    if box is None or not box.goods.title:
        raise Http404
    return box


def _saved(offer: Offer) -> Offer:
    """The offer of a course comes into being when somebody wants it first."""
    return offer if offer.pk else offer_for_course(offer.course_key)


def _add(request: HttpRequest, offer: Offer, gift: dict[str, Any] | None) -> DomainError | None:
    """Put it in and say so; the refusal, where there is one."""
    cart = own_cart(request)
    try:
        item = add_to_cart(cart=cart, offer=offer, gift=gift)
    except DomainError as error:
        return error
    code = use_coupon_link(request, item.cart)
    forget_taken_out(request)
    remember_count(request, CartItem.objects.filter(cart=item.cart).count())
    if code:
        messages.success(request, _("It is in your cart, and the coupon %(code)s counts.") % {"code": code})
    else:
        messages.success(request, _("It is in your cart."))
    return None


def _written(request: HttpRequest, box: PriceBox) -> dict[str, Any]:
    """What stands in the cart for this thing."""
    if not box.is_in_cart:
        return {}
    item = CartItem.objects.filter(cart=cart_of(request), offer=box.goods.offer).first()
    return {name: getattr(item, name) for name in GiftForm.base_fields} if item else {}
