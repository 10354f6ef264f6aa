"""Orders in the CMS: the list, and everything about one of them."""

import django_filters
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from catalog.models.course import Currency
from commerce.admin.doors import money_door
from commerce.admin.flag_ways import ways_of
from commerce.admin.listing import AmountColumn, ShopListing
from commerce.models import Order, OrderStatus
from commerce.queries.staff_orders import OrderFacts, listed_orders, order_facts, order_numbered, search_orders
from lms_site.cms.page_head import page_head

GATEWAYS = [("stripe", "Stripe"), ("sandbox", gettext_lazy("Sandbox"))]


class OrderFilters(WagtailFilterSet):
    """By state, day, flag, currency and way of paying."""

    status = django_filters.ChoiceFilter(label=gettext_lazy("Status"), choices=OrderStatus.choices)
    placed_at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Placed"), widget=DateRangePickerWidget)
    flagged = django_filters.BooleanFilter(label=gettext_lazy("Flagged"), field_name="is_flagged")
    currency = django_filters.ChoiceFilter(label=gettext_lazy("Currency"), choices=Currency.choices)
    gateway = django_filters.ChoiceFilter(label=gettext_lazy("Paid by"), field_name="gateway", choices=GATEWAYS)

    class Meta:
        model = Order
        fields = ["status", "placed_at", "flagged", "currency", "gateway"]


def order_url(order: Order) -> str:
    """Where the order is looked at."""
    return reverse("shop_order", args=[order.number])


class OrderStatusColumn(Column):
    """The state in a word, and that a person must look at it."""

    cell_template_name = "commerce/admin/order_status_cell.html"


def titles_of(order: Order) -> str:
    """What was bought, by its titles."""
    return ", ".join(line.title for line in order.lines.all())


class OrderListing(ShopListing):
    """At /cms/shop/orders/, for staff who may look at orders; who may change them takes the list away, too."""

    permission, export_permission = "commerce.view_order", "commerce.change_order"
    page_title = gettext_lazy("Orders")
    header_icon = "list-ul"
    index_url_name, index_results_url_name = "shop_orders", "shop_orders_results"
    results_template_name = "commerce/admin/orders_results.html"
    is_searchable = True
    filterset_class = OrderFilters
    default_ordering = "-placed_at"
    export_filename = "orders"
    list_export = [
        *("number", "placed_at", "paid_at", "get_status_display", "email", "titles", "currency", "list_minor"),
        *("discount_minor", "net_minor", "tax_minor", "total_minor", "refunded_minor", "coupon_code", "gateway"),
        *("country", "vat_id", "is_flagged"),
    ]
    export_headings = {
        "get_status_display": gettext_lazy("Status"),
        "titles": gettext_lazy("What"),
        "gateway": gettext_lazy("Paid by"),
        "is_flagged": gettext_lazy("Flagged"),
    }
    export_values = {"titles": titles_of}
    columns = [
        TitleColumn("number", label=gettext_lazy("Number"), get_url=order_url),
        Column("email", label=gettext_lazy("Buyer")),
        Column("titles", label=gettext_lazy("What"), accessor=titles_of, classname="lms-wide-only"),
        OrderStatusColumn("status", label=gettext_lazy("Status"), accessor="get_status_display"),
        AmountColumn("total_minor", label=gettext_lazy("Total"), sort_key="total_minor"),
        DateColumn("placed_at", label=gettext_lazy("Placed"), sort_key="placed_at"),
    ]

    def get_base_queryset(self):
        return listed_orders()

    def search_queryset(self, queryset):
        return search_orders(queryset, self.search_query) if self.is_searching else queryset


def order_or_404(number: str) -> Order:
    """The order of that number."""
    order = order_numbered(number)
    if order is None:
        raise Http404
    return order


@require_GET
@money_door("commerce.view_order", touches_money=False)
def order_page(request: HttpRequest, number: str) -> HttpResponse:
    """All about one order, and what can be done about it."""
    order = order_or_404(number)
    sees_books = request.user.has_perm("commerce.view_ledgerentry")
    facts = order_facts(order, with_books=sees_books)
    may_resolve = request.user.has_perm("commerce.change_orderflag")
    context = {
        "facts": facts,
        "order": order,
        "flags": [(flag, ways_of(flag) if may_resolve else []) for flag in facts.flags],
        "sees_books": sees_books,
        "can_refund": request.user.has_perm("commerce.add_refund") and is_refundable(facts),
        "can_see_person": request.user.has_perm("accounts.support_people"),
    }
    head = page_head(order.number, "list-ul", (_("Orders"), reverse("shop_orders")))
    return render(request, "commerce/admin/order.html", head | context)


def is_refundable(facts: OrderFacts) -> bool:
    """Whether there is still something that can be sent back."""
    return facts.order.status == OrderStatus.PAID and facts.left_minor > 0


urlpatterns = [
    path("shop/orders/", OrderListing.as_view(), name="shop_orders"),
    path("shop/orders/results/", OrderListing.as_view(results_only=True), name="shop_orders_results"),
    path("shop/orders/<slug:number>/", order_page, name="shop_order"),
]
