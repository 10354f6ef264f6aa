"""Gifts in the CMS: who gave what to whom, and what has become of it."""

import django_filters
from django.db.models import Q, QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from commerce.admin.listing import ShopListing
from commerce.admin.orders import order_url
from commerce.models import Gift
from commerce.queries.staff_orders import listed_gifts

# State of a gift: its name, and which gifts have it.
GIFT_STATES = {
    "waiting": (gettext_lazy("Waits for its day"), Q(sent_at=None, cancelled_at=None)),
    "sent": (gettext_lazy("Sent"), Q(sent_at__isnull=False, redeemed_at=None, cancelled_at=None)),
    "redeemed": (gettext_lazy("Redeemed"), Q(redeemed_at__isnull=False, cancelled_at=None)),
    "cancelled": (gettext_lazy("Taken back"), Q(cancelled_at__isnull=False)),
}


def gift_state(gift: Gift) -> str:
    """The state of a gift in words."""
    if gift.cancelled_at:
        return str(GIFT_STATES["cancelled"][0])
    if gift.redeemed_at:
        return str(GIFT_STATES["redeemed"][0])
    return str(GIFT_STATES["sent" if gift.sent_at else "waiting"][0])


class GiftFilters(WagtailFilterSet):
    """By state."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[(word, name) for word, (name, _condition) in GIFT_STATES.items()],
        method="filter_state",
    )

    class Meta:
        model = Gift
        fields = ["state"]

    def filter_state(self, gifts: QuerySet, _name: str, value: str) -> QuerySet:
        return gifts.filter(GIFT_STATES[value][1])


class GiftListing(ShopListing):
    """At /cms/shop/gifts/; the links that redeem them are nobody's to read."""

    permission = "commerce.view_gift"
    page_title = gettext_lazy("Gifts")
    header_icon = "mail"
    index_url_name, index_results_url_name = "shop_gifts", "shop_gifts_results"
    is_searchable = True
    search_fields = ["line__order__number", "line__order__email", "line__gift_email", "line__title"]
    filterset_class = GiftFilters
    default_ordering = "-send_at"
    columns = [
        TitleColumn(
            "what",
            label=gettext_lazy("What"),
            accessor="line.title",
            get_url=lambda gift: order_url(gift.line.order),
        ),
        Column("giver", label=gettext_lazy("From"), accessor="line.order.email"),
        Column("to", label=gettext_lazy("To"), accessor="line.gift_email"),
        Column("state", label=gettext_lazy("State"), accessor=gift_state),
        DateColumn("send_at", label=gettext_lazy("Goes out"), sort_key="send_at"),
        DateColumn("redeemed_at", label=gettext_lazy("Redeemed")),
    ]

    def get_base_queryset(self):
        return listed_gifts()


urlpatterns = [
    path("shop/gifts/", GiftListing.as_view(), name="shop_gifts"),
    path("shop/gifts/results/", GiftListing.as_view(results_only=True), name="shop_gifts_results"),
]
