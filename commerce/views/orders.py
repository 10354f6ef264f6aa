"""What somebody has bought: all orders, one of them, and giving something back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commerce.errors import RefundRefused
from commerce.models import Order, OrderLine, ShopSettings
from commerce.queries.orders import orders_of, standing_of
from commerce.queries.refunds import ReturnRight, return_rights
from commerce.services.returns import give_back
from commerce.views.paying import is_payable
from lms_site.errors import DomainError

ORDERS_A_PAGE = 20


@never_cache
@login_required
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """Every order that was paid or may still be, newest first; those that came to nothing are left out."""
    found = orders_of(request.user).exclude(status__in=["expired", "cancelled"], paid_at=None)
    page = Paginator(found, ORDERS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "commerce/orders.html", {"page_obj": page})


@never_cache
@login_required
@require_safe
def order(request: HttpRequest, number: str) -> HttpResponse:
    """One order: its lines, what can be given back, what was."""
    found = _own(request, number)
    lines = list(found.lines.all())
    rights = return_rights(found, lines) if found.is_paid else {}
    context = {
        "order": found,
        "rows": [(line, rights.get(line.pk), why_not(rights.get(line.pk))) for line in lines],
        "refunds": found.refunds.select_related("credit_note").prefetch_related("lines__line"),
        "standing": standing_of(found),
        "can_pay": is_payable(found),
    }
    return render(request, "commerce/order.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def return_line(request: HttpRequest, number: str, line_id: int) -> HttpResponse:
    """GET says what giving back means; POST does it. What cannot be given back says why."""
    found = _own(request, number)
    line = get_object_or_404(OrderLine.objects.select_related("order__user", "offer"), order=found, pk=line_id)
    if request.method == "POST":
        try:
            give_back(line=line, note=request.POST.get("note", "")[:1000])
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("Given back. The money is on its way to where it came from."))
        return redirect("commerce:order", found.number)
    right = return_rights(found, [line])[line.pk]
    context = {"order": found, "line": line, "right": right, "why_not": why_not(right), "terms": ShopSettings.load()}
    return render(request, "commerce/return.html", context)


def why_not(right: ReturnRight | None) -> str:
    """Why a line cannot be given back, in a sentence; "" where it can, or where there is nothing to say."""
    if right is None or right.allowed or right.reason == "REFUND_NOTHING":
        return ""
    return str(RefundRefused(right.reason).message)


def _own(request: HttpRequest, number: str) -> Order:
    found = orders_of(request.user).filter(number=number).first()
    if found is None:
        raise Http404
    return found
