"""The checkout: who is billed, what it comes to, pay. A GET never buys, and nothing of the client's is believed."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.services.consent import current_versions
from commerce.countries import is_country
from commerce.errors import NoGateway, PaymentOpen, PriceChanged, VatIdRefused
from commerce.forms import BillingForm
from commerce.gateways import current_gateway
from commerce.models import Order, OrderStatus
from commerce.queries.cart import quote_cart
from commerce.queries.taxes import regions_of
from commerce.quote import Quote
from commerce.services.carts import accept_prices
from commerce.services.orders import Billing, place_order
from commerce.services.payments import start_payment
from commerce.session import cart_of
from commerce.taxes import TaxRule, tax_rule
from commerce.vat import clean_vat_id
from lms_site.errors import DomainError

FIELDS = ("billing_name", "country", "region", "billing_address", "vat_id")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """GET and "update" show what it comes to; "pay" orders it at exactly that, and goes on to the payment."""
    if request.method == "POST" and request.POST.get("do") == "pay":
        return _pay(request)
    if request.method == "POST":
        return _show(request, {name: request.POST.get(name, "").strip() for name in FIELDS})
    return _show(request, _last_billing(request))


@dataclass
class Bill:
    """What somebody's cart comes to for a buyer who is where `typed` says."""

    request: HttpRequest
    typed: dict[str, str]
    vat_error: str = field(default="", init=False)

    @cached_property
    def vat_id(self) -> str:
        """The VAT id as far as it is one."""
        try:
            return clean_vat_id(self.country, self.typed.get("vat_id", ""))
        except VatIdRefused as refusal:
            self.vat_error = str(refusal.message)
            return ""

    @property
    def country(self) -> str:
        code = self.typed.get("country", "")
        return code if is_country(code) else ""

    @cached_property
    def rule(self) -> TaxRule:
        return tax_rule(country=self.country, region=self.typed.get("region", "")[:80], vat_id=self.vat_id)

    @cached_property
    def quote(self) -> Quote:
        return quote_cart(cart_of(self.request), rule=self.rule)

    @property
    def is_payable(self) -> bool:
        """Whether the cart can be ordered as it is; where not, its own page says why."""
        return bool(self.quote.lines) and not self.quote.refused and not self.quote.coupon_error


def _show(request: HttpRequest, typed: dict[str, str]) -> HttpResponse:
    bill = Bill(request, typed)
    form = BillingForm(initial=typed, regions=regions_of(bill.country))
    return _page(request, bill, form)


def _page(request: HttpRequest, bill: Bill, form: BillingForm, status: int = 200) -> HttpResponse:
    if not bill.is_payable:
        return redirect("commerce:cart")
    context: dict[str, Any] = {
        "quote": bill.quote,
        "form": form,
        "vat_error": bill.vat_error,
        "has_country": bool(bill.country),
        "has_terms": "terms" in current_versions(),
    }
    return render(request, "commerce/checkout.html", context, status=status)


def _pay(request: HttpRequest) -> HttpResponse:
    typed = {name: request.POST.get(name, "").strip() for name in FIELDS}
    bill = Bill(request, typed)
    form = BillingForm(request.POST, regions=regions_of(bill.country))
    # What is bought is worked out by the order itself; only for nothing need nobody be billed.
    if not form.is_valid() and bill.quote.total_minor:
        return _page(request, bill, form, status=422)
    try:
        return redirect(_next_step(request, bill, Billing() if form.errors else form.billing()))
    except PaymentOpen as refusal:
        messages.warning(request, str(refusal.message))
        waiting = Order.objects.filter(user=request.user, status=OrderStatus.PENDING).first()
        return redirect("commerce:result", waiting.key) if waiting else redirect("commerce:orders")
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        answer = _page(request, Bill(request, typed), form, status=refusal.status)
        if isinstance(refusal, PriceChanged):
            _accept_prices(request)
        return answer


def _next_step(request: HttpRequest, bill: Bill, billing: Billing) -> str:
    """Order and begin to pay, two steps of which only the first is within a transaction; the address to go on to.

    Raises NoGateway before anything is held where there is something to pay and no way to.
    """
    gateway = current_gateway()
    if gateway is None and bill.quote.total_minor:
        raise NoGateway
    order = place_order(
        user=request.user, billing=billing, seen=request.POST.get("seen", "")[:64], language=request.LANGUAGE_CODE
    )
    if order.status == OrderStatus.PENDING and gateway is not None:
        start_payment(order=order, gateway=gateway)
        return reverse("commerce:pay", args=[order.key])
    return reverse("commerce:result", args=[order.key])


def _accept_prices(request: HttpRequest) -> None:
    """The page has said what has changed."""
    cart = cart_of(request)
    if cart is not None:
        accept_prices(cart=cart)


def _last_billing(request: HttpRequest) -> dict[str, str]:
    """What was written on the last order, or the person's own name."""
    last = Order.objects.filter(user=request.user).exclude(country="").order_by("-placed_at", "-pk").first()
    if last is None:
        return {"billing_name": request.user.printed_name}
    return {name: getattr(last, name) for name in FIELDS}
