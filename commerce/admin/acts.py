"""The log of acts with money in the CMS: read, filtered, taken away; nobody writes here by hand."""

import django_filters
from django.urls import path
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from commerce.admin.acts_in_words import NAMES, act_words, details_in_words
from commerce.admin.listing import ShopListing
from commerce.models import MoneyAct


class ActFilters(WagtailFilterSet):
    """By who, what and when."""

    who = django_filters.CharFilter(
        label=gettext_lazy("E-mail contains"), field_name="actor_email", lookup_expr="icontains"
    )
    verb = django_filters.ChoiceFilter(label=gettext_lazy("What"), choices=list(NAMES.items()))
    acted_at = django_filters.DateFromToRangeFilter(label=gettext_lazy("When"), widget=DateRangePickerWidget)

    class Meta:
        model = MoneyAct
        fields = ["who", "verb", "acted_at"]


def what(act: MoneyAct) -> str:
    """The verb in words."""
    return act_words(act.verb)


def details(act: MoneyAct) -> str:
    """The details in one line."""
    return details_in_words(act.details)


class ActListing(ShopListing):
    """At /cms/shop/acts/."""

    permission = export_permission = "commerce.view_moneyact"
    page_title = gettext_lazy("Acts with money")
    header_icon = "history"
    index_url_name, index_results_url_name = "shop_acts", "shop_acts_results"
    is_searchable = True
    search_fields = ["target", "actor_email"]
    filterset_class = ActFilters
    default_ordering = "-acted_at"
    export_filename = "acts-with-money"
    list_export = ["acted_at", "actor_email", "actor_id", "verb", "target", "details", "ip"]
    export_values = {"details": details}
    columns = [
        DateColumn("acted_at", label=gettext_lazy("When"), sort_key="acted_at"),
        Column("actor_email", label=gettext_lazy("Who")),
        Column("verb", label=gettext_lazy("What"), accessor=what),
        Column("target", label=gettext_lazy("To what")),
        Column("details", label=gettext_lazy("Details"), accessor=details, classname="shop-details"),
        Column("ip", label=gettext_lazy("IP address")),
    ]

    def get_base_queryset(self):
        return MoneyAct.objects.all()


urlpatterns = [
    path("shop/acts/", ActListing.as_view(), name="shop_acts"),
    path("shop/acts/results/", ActListing.as_view(results_only=True), name="shop_acts_results"),
]
