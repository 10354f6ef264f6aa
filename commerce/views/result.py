"""How an order stands, told as it is: also while nobody knows yet."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog.account_menu import CART_COUNT
from commerce.models import CartItem, Gift
from commerce.queries.orders import PAID, order_with_key, standing_of
from commerce.queries.results import opened_courses
from commerce.services.looking import look_up_payment
from commerce.session import remember_count
from commerce.views.paying import is_payable, order_to_pay


@never_cache
@login_required
@require_safe
def result(request: HttpRequest, key: UUID) -> HttpResponse:
    """The result of the checkout; while the bank's word is awaited, the page asks again by itself."""
    order = order_to_pay(request, key)
    standing = standing_of(order)
    if standing.payment is not None and standing.state != PAID and look_up_payment(payment=standing.payment):
        order = order_with_key(request.user, key) or order
        standing = standing_of(order)
    context = {"order": order, "standing": standing, "can_pay": is_payable(order)}
    if standing.state == PAID:
        context["courses"] = opened_courses(order)
        context["gifts"] = list(Gift.objects.filter(line__order=order).select_related("line"))
        if request.session.get(CART_COUNT):
            remember_count(request, CartItem.objects.filter(cart__user=request.user).count())
    return render(request, "commerce/result.html", context)
