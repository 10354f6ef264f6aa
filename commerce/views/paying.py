"""Paying an order: Stripe's form on a page of ours, or the sandbox, where people decide themselves how it ends."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commerce.gateways import current_gateway
from commerce.gateways.base import NoticeKind
from commerce.gateways.sandbox import SandboxGateway, decision
from commerce.models import Order, OrderStatus
from commerce.queries.orders import order_with_key
from commerce.services.payments import apply_notice, start_payment
from lms_site.errors import DomainError
from lms_site.middleware.security import allow_stripe

# What the buttons of the sandbox stand for: what the provider would tell, and why.
DECISIONS = {
    "pay": (NoticeKind.SUCCEEDED, ""),
    "decline": (NoticeKind.FAILED, "card_declined"),
    "confirm": (NoticeKind.SUCCEEDED, ""),
    "refuse": (NoticeKind.FAILED, "authentication_failed"),
    "slow": (NoticeKind.PROCESSING, ""),
}


def order_to_pay(request: HttpRequest, key: UUID) -> Order:
    """The buyer's own order; 404 for everybody else."""
    order = order_with_key(request.user, key)
    if order is None:
        raise Http404
    return order


@never_cache
@login_required
@require_safe
@allow_stripe
def pay(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form of the payment service; what is paid, ended or in process already goes to the result."""
    order = order_to_pay(request, key)
    gateway = current_gateway()
    if not is_payable(order):
        return redirect("commerce:result", order.key)
    if gateway is None:
        raise Http404
    if gateway.name == SandboxGateway.name:
        return redirect("commerce:sandbox", order.key)
    try:
        _payment, started = start_payment(order=order, gateway=gateway)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return render(request, "commerce/pay.html", {"order": order, "client": None}, status=refusal.status)
    return render(request, "commerce/pay.html", {"order": order, "client": started.client})


def is_payable(order: Order) -> bool:
    """Whether the order waits for its payment and has a little time left for it."""
    return order.status == OrderStatus.PENDING and order.expires_at > timezone.now() + timedelta(seconds=1)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def sandbox(request: HttpRequest, key: UUID) -> HttpResponse:
    """Decide how the payment ends; 404 wherever the sandbox is off."""
    if not settings.LMS_SANDBOX_PAYMENTS:
        raise Http404
    order = order_to_pay(request, key)
    if not is_payable(order):
        return redirect("commerce:result", order.key)
    if request.method == "POST":
        return _decide(request, order)
    step = "bank" if request.GET.get("step") == "bank" else "card"
    return render(request, "commerce/sandbox.html", {"order": order, "step": step})


def _decide(request: HttpRequest, order: Order) -> HttpResponse:
    choice = request.POST.get("do", "")
    if choice == "secure":
        return redirect(f"{request.path}?step=bank")
    if choice not in DECISIONS:
        raise Http404
    kind, code = DECISIONS[choice]
    try:
        payment, _started = start_payment(order=order, gateway=SandboxGateway())
        apply_notice(gateway=SandboxGateway.name, notice=decision(payment, kind, code))
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        if kind == NoticeKind.SUCCEEDED:
            messages.success(request, _("The sandbox says that you have paid."))
    return redirect("commerce:result", order.key)
