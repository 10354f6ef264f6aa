"""Flagged orders in the CMS: what waits for a person, and the ways out, each asked before it is taken."""

import django_filters
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from catalog.templatetags.course_display import money
from commerce.admin.doors import money_door
from commerce.admin.flag_ways import NAMES, way_name, ways_of
from commerce.admin.listing import ShopListing
from commerce.admin.orders import order_url
from commerce.models import OrderFlag
from commerce.queries.staff_orders import listed_flags
from commerce.services.resolutions import WAYS, resolve
from lms_site.cms.page_head import page_head
from lms_site.errors import DomainError


class FlagFilters(WagtailFilterSet):
    """By whether somebody has seen to it, and why it was flagged."""

    open = django_filters.BooleanFilter(label=gettext_lazy("Open"), field_name="resolved_at", lookup_expr="isnull")
    reason = django_filters.ChoiceFilter(label=gettext_lazy("Reason"), choices=OrderFlag.Reason.choices)

    class Meta:
        model = OrderFlag
        fields = ["open", "reason"]


class WaysColumn(Column):
    """The buttons of an open flag, or how it was resolved."""

    cell_template_name = "commerce/admin/flag_ways_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        may = parent_context["request"].user.has_perm("commerce.change_orderflag")
        return {**context, "ways": ways_of(instance) if may else [], "done": way_name(instance.resolution)}


def what_it_is(flag: OrderFlag) -> str:
    """The line or the payment of a flag, and its note."""
    if flag.line:
        about = flag.line.title
    else:
        about = money(flag.payment.amount_minor, flag.payment.currency) if flag.payment else ""
    return ", ".join(filter(None, [about, flag.note]))


class FlagListing(ShopListing):
    """At /cms/shop/flags/: open ones first, then the newest."""

    permission, export_permission = "commerce.view_orderflag", "commerce.change_orderflag"
    page_title = gettext_lazy("Flagged orders")
    header_icon = "warning"
    index_url_name, index_results_url_name = "shop_flags", "shop_flags_results"
    results_template_name = "commerce/admin/flags_results.html"
    filterset_class = FlagFilters
    export_filename = "flagged-orders"
    list_export = ["order.number", "get_reason_display", "note", "created_at", "resolved_at", "resolution"]
    export_headings = {"order.number": gettext_lazy("Order"), "get_reason_display": gettext_lazy("Reason")}
    columns = [
        TitleColumn(
            "order",
            label=gettext_lazy("Order"),
            accessor="order.number",
            get_url=lambda flag: order_url(flag.order),
        ),
        Column("reason", label=gettext_lazy("Reason"), accessor="get_reason_display"),
        Column("what", label=gettext_lazy("What"), accessor=what_it_is),
        DateColumn("created_at", label=gettext_lazy("Since")),
        WaysColumn("ways", label=gettext_lazy("What to do")),
    ]

    def get_base_queryset(self):
        return listed_flags()


@money_door("commerce.change_orderflag")
def resolve_flagged(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    """Say what will happen; POST does it."""
    flag = get_object_or_404(listed_flags(), pk=pk)
    if way not in WAYS[flag.reason]:
        raise Http404
    if flag.resolved_at:
        messages.info(request, _("Somebody has seen to this already."))
        return redirect(order_url(flag.order))
    if request.method == "POST":
        return _resolve(request, flag, way)
    title = _("%(order)s: %(way)s") % {"order": flag.order.number, "way": NAMES[way].label}
    head = page_head(title, "warning", (_("Flagged orders"), reverse("shop_flags")))
    return render(request, "commerce/admin/resolve.html", head | {"flag": flag, "way": NAMES[way]})


def _resolve(request: HttpRequest, flag: OrderFlag, way: str) -> HttpResponse:
    try:
        resolve(flag=flag, way=way, by=request.user, request=request)
    except DomainError as error:
        messages.error(request, _("Nothing has changed: %(reason)s") % {"reason": error.message})
    else:
        said = {"way": NAMES[way].label, "order": flag.order.number}
        messages.success(request, _("Done: %(way)s, order %(order)s.") % said)
    return redirect(order_url(flag.order))


urlpatterns = [
    path("shop/flags/", FlagListing.as_view(), name="shop_flags"),
    path("shop/flags/results/", FlagListing.as_view(results_only=True), name="shop_flags_results"),
    path("shop/flags/<int:pk>/<slug:way>/", resolve_flagged, name="shop_resolve"),
]
