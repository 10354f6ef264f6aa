"""Refunds in the CMS: their list, and refunding an order."""

import django_filters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from commerce.admin.doors import money_door
from commerce.admin.listing import AmountColumn, ShopListing
from commerce.admin.orders import order_or_404, order_url
from commerce.admin.refund_form import RefundForm
from commerce.models import Order, Refund, RefundStatus
from commerce.queries.staff_orders import listed_refunds
from commerce.services.staff_refunds import refund_by_staff, refund_whole_order
from lms_site.cms.page_head import page_head
from lms_site.errors import DomainError


class RefundFilters(WagtailFilterSet):
    """By state, reason and day."""

    status = django_filters.ChoiceFilter(label=gettext_lazy("Status"), choices=RefundStatus.choices)
    reason = django_filters.ChoiceFilter(label=gettext_lazy("Reason"), choices=Refund.Reason.choices)
    created_at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Asked for"), widget=DateRangePickerWidget)

    class Meta:
        model = Refund
        fields = ["status", "reason", "created_at"]


class RefundListing(ShopListing):
    """At /cms/shop/refunds/."""

    permission, export_permission = "commerce.view_refund", "commerce.add_refund"
    page_title = gettext_lazy("Refunds")
    header_icon = "resubmit"
    index_url_name, index_results_url_name = "shop_refunds", "shop_refunds_results"
    is_searchable = True
    search_fields = ["order__number", "order__email", "provider_id"]
    filterset_class = RefundFilters
    default_ordering = "-created_at"
    export_filename = "refunds"
    list_export = [
        *("order.number", "order.email", "get_status_display", "get_reason_display", "note", "currency"),
        *("amount_minor", "provider_id", "failure_code", "created_at", "settled_at"),
    ]
    export_headings = {
        "order.number": gettext_lazy("Order"),
        "order.email": gettext_lazy("Buyer"),
        "get_status_display": gettext_lazy("Status"),
        "get_reason_display": gettext_lazy("Reason"),
    }
    columns = [
        TitleColumn(
            "order",
            label=gettext_lazy("Order"),
            accessor="order.number",
            get_url=lambda refund: order_url(refund.order),
        ),
        Column("email", label=gettext_lazy("Buyer"), accessor="order.email"),
        Column("reason", label=gettext_lazy("Reason"), accessor="get_reason_display"),
        Column("status", label=gettext_lazy("Status"), accessor="get_status_display"),
        AmountColumn("amount_minor", label=gettext_lazy("Amount"), sort_key="amount_minor"),
        DateColumn("created_at", label=gettext_lazy("Asked for"), sort_key="created_at"),
        DateColumn("settled_at", label=gettext_lazy("Sent back")),
    ]

    def get_base_queryset(self):
        return listed_refunds()


@money_door("commerce.add_refund")
def refund_order(request: HttpRequest, number: str) -> HttpResponse:
    """Which lines, how much and why; POST sends the money back."""
    order = order_or_404(number)
    lines = list(order.lines.order_by("position"))
    form = RefundForm(request.POST or None, order=order, lines=lines)
    if request.method == "POST" and form.is_valid():
        try:
            _refund(request, order, form)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The money is on its way back to %(buyer)s.") % {"buyer": order.email})
            return redirect(order_url(order))
    above = [(_("Orders"), reverse("shop_orders")), (order.number, order_url(order))]
    head = page_head(_("Refund"), "resubmit", *above)
    return render(request, "commerce/admin/refund.html", head | {"form": form, "order": order})


def _refund(request: HttpRequest, order: Order, form: RefundForm) -> None:
    decision = {
        "order": order,
        "by": request.user,
        "seen_refunded_minor": form.cleaned_data["seen"],
        "note": form.cleaned_data["note"],
        "ends_access": form.cleaned_data["ends_access"],
        "request": request,
    }
    if form.is_for_all:
        refund_whole_order(**decision)
    else:
        refund_by_staff(**decision, amounts=form.amounts)


urlpatterns = [
    path("shop/orders/<slug:number>/refund/", refund_order, name="shop_refund"),
    path("shop/refunds/", RefundListing.as_view(), name="shop_refunds"),
    path("shop/refunds/results/", RefundListing.as_view(results_only=True), name="shop_refunds_results"),
]
