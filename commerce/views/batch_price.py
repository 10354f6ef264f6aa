"""What a place in a batch costs: a room for those who teach it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalog.queries.named_courses import course_named
from classroom.models import CourseBatch
from classroom.views.room import enter, show_room
from commerce.forms.batch_price import BatchPriceForm
from commerce.models import Offer
from commerce.queries.batch_sales import sales_of_batch
from commerce.services.batch_prices import price_batch
from lms_site.errors import DomainError


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def batch_price(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the price and how places sell to all who teach; POST sets it, for those who run the batch."""
    batch = enter(request, pk, "classroom.assist_batch")
    if request.method == "POST" and not request.user.has_perm("classroom.run_batch", batch):
        raise PermissionDenied
    form = BatchPriceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            price_batch(batch=batch, price=form.price(), by=request.user, request=request)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _said(form.cleaned_data["is_active"]))
            return redirect("commerce:batch_price", batch.pk)
    return _page(request, batch, form)


def _page(request: HttpRequest, batch: CourseBatch, form: BatchPriceForm) -> HttpResponse:
    sales = sales_of_batch(batch, timezone.now())
    if not form.is_bound:
        form.initial = _written(batch, sales.offer)
    status = 422 if form.errors else 200
    return show_room(request, "commerce/batch_price.html", batch, form=form, sales=sales, status=status)


def _written(batch: CourseBatch, offer: Offer | None) -> dict[str, Any]:
    """The price as it is; where there is none, the course's."""
    if offer is not None:
        return {"price_minor": offer.price_minor, "currency": offer.currency, "is_active": offer.is_active}
    course = course_named(batch.course_key)
    return {"price_minor": course.price_minor, "currency": course.currency} if course else {}


def _said(is_active: bool) -> str:
    if is_active:
        return _("The price is set, and places can be bought.")
    return _("The price is set. Nobody can buy a place until you put it on sale.")


urlpatterns = [
    path("teach/batches/<int:pk>/price/", batch_price, name="batch_price"),
]
