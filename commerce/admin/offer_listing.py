"""The list of offers in the CMS, with what each costs now."""

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from catalog.templatetags.course_display import money
from commerce.admin.listing import ShopListing
from commerce.goods import Goods, Problem
from commerce.models import Offer, OfferKind
from commerce.queries import staff_offers
from commerce.queries.goods import goods_of
from commerce.queries.staff_offers import listed_offers, sale_state, with_sale

SALES = {
    staff_offers.RUNNING: gettext_lazy("On now"),
    staff_offers.COMING: gettext_lazy("To come"),
    staff_offers.ENDED: gettext_lazy("Over"),
    staff_offers.NONE: gettext_lazy("None"),
}


class OfferFilters(WagtailFilterSet):
    """By kind, by sale, and by whether it is sold at all."""

    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=OfferKind.choices)
    sale = django_filters.ChoiceFilter(label=gettext_lazy("Sale"), choices=list(SALES.items()), method="filter_sale")
    is_active = django_filters.BooleanFilter(label=gettext_lazy("On sale"))

    class Meta:
        model = Offer
        fields = ["kind", "sale", "is_active"]

    def filter_sale(self, offers: QuerySet, _name: str, value: str) -> QuerySet:
        return with_sale(offers, value)


def title_of(offer: Offer) -> str:
    """What it is called now; what it was called once where nothing of it is public any more."""
    return offer.goods.title or str(offer)


def price_of(offer: Offer) -> str:
    """What it costs without a sale."""
    return money(offer.goods.list_minor, offer.goods.currency) if offer.goods.currency else ""


def sale_of(offer: Offer) -> str:
    """Its sale, and where that stands."""
    state = sale_state(offer)
    if state == staff_offers.NONE:
        return ""
    price = money(offer.sale_price_minor or 0, offer.goods.currency or offer.currency)
    return f"{price} ({SALES[state]})"


def state_of(offer: Offer) -> str:
    """Whether it can be bought, or why not."""
    names = {
        "": _("Can be bought"),
        Problem.FREE: _("Costs nothing"),
        Problem.SOLD_OUT: _("Sold out"),
        Problem.CLOSED: _why_closed(offer),
    }
    return names[offer.goods.problem]


def _why_closed(offer: Offer) -> str:
    if not offer.is_active:
        return _("Switched off")
    if offer.goods.batch is not None and offer.goods.cards:
        return _("Cannot be bought: nobody can join the batch now")
    return _("Cannot be bought: something of it is not public")


class OfferListing(ShopListing):
    """At /cms/shop/offers/."""

    permission = "commerce.view_offer"
    page_title = gettext_lazy("Offers")
    header_icon = "pick"
    index_url_name, index_results_url_name = "shop_offers", "shop_offers_results"
    results_template_name = "commerce/admin/offers_results.html"
    is_searchable = True
    search_fields = ["title", "slug"]
    filterset_class = OfferFilters
    default_ordering = "-created_at"
    columns = [
        TitleColumn("title", label=gettext_lazy("Title"), accessor=title_of, url_name="shop_offer", sort_key="title"),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
        Column("price", label=gettext_lazy("Price"), accessor=price_of),
        Column("sale", label=gettext_lazy("Sale"), accessor=sale_of),
        Column("state", label=gettext_lazy("State"), accessor=state_of),
        DateColumn("created_at", label=gettext_lazy("Made"), sort_key="created_at"),
    ]

    def get_base_queryset(self):
        return listed_offers()

    def paginate_queryset(self, queryset, page_size):
        """Each offer of the page knows its `goods`; a constant number of queries for all."""
        paginator, page, _offers, is_paginated = super().paginate_queryset(queryset, page_size)
        offers = list(page.object_list)
        goods: dict[int, Goods] = goods_of(offers)
        for offer in offers:
            offer.goods = goods[offer.pk]
        page.object_list = offers
        return paginator, page, offers, is_paginated

    @property
    def header_buttons(self):
        if not self.request.user.has_perm("commerce.add_offer"):
            return []
        return [
            HeaderButton(_("New bundle"), url=reverse("shop_new_bundle"), icon_name="plus", priority=10),
            HeaderButton(_("Offer a path"), url=reverse("shop_new_path_offer"), icon_name="plus", priority=20),
            HeaderButton(_("Sale of a course"), url=reverse("shop_course_sale"), icon_name="tag", priority=30),
        ]
