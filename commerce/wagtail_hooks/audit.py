"""The log of acts with money in the CMS."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from commerce.admin import acts, menu


@hooks.register("register_admin_urls")
def act_urls():
    return acts.urlpatterns


@hooks.register(menu.HOOK)
def acts_item():
    url = reverse("shop_acts")
    return menu.ShopItem(
        _("Acts with money"), url, icon_name="history", order=menu.ACTS, permission="commerce.view_moneyact"
    )
