"""Coupons that instructors make for their own courses: the list with the links to share, and a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commerce.models import Coupon
from commerce.own_coupons import OwnCouponForm
from commerce.queries.own_coupons import own_coupons, sold_courses_of
from commerce.services.coupons import create_coupon, switch_coupon
from commerce.views.teaching import for_teachers
from lms_site.errors import DomainError


@require_safe
@for_teachers
def coupons(request: HttpRequest) -> HttpResponse:
    """The person's coupons, each with the links that bring it along."""
    context = {"rows": own_coupons(request.user), "can_make": bool(sold_courses_of(request.user))}
    return render(request, "commerce/own_coupons.html", context)


@require_http_methods(["GET", "POST"])
@for_teachers
def new_coupon(request: HttpRequest) -> HttpResponse:
    """Make one for courses that the person teaches."""
    form = OwnCouponForm(request.POST or None, courses=sold_courses_of(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            coupon = create_coupon(
                code=form.cleaned_data["code"],
                terms=form.terms(),
                by=request.user,
                owner=request.user,
                request=request,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The coupon %(code)s can be used. Share its link.") % {"code": coupon.code})
            return redirect("commerce:own_coupons")
    return render(request, "commerce/own_coupon.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@for_teachers
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch one of the person's own coupons on or off."""
    coupon = get_object_or_404(Coupon, pk=pk, owner=request.user)
    is_active = request.POST.get("active") == "1"
    switch_coupon(coupon=coupon, is_active=is_active, by=request.user, request=request)
    text = _("The coupon %(code)s counts again.") if is_active else _("The coupon %(code)s no longer counts.")
    messages.success(request, text % {"code": coupon.code})
    return redirect("commerce:own_coupons")


urlpatterns = [
    path("teach/coupons/", coupons, name="own_coupons"),
    path("teach/coupons/new/", new_coupon, name="new_own_coupon"),
    path("teach/coupons/<int:pk>/switch/", switch, name="switch_own_coupon"),
]
