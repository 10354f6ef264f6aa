"""Coupons, offers, sales and the terms of the shop in the CMS."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from commerce.admin import coupons, menu, offers, shop_settings

# Of two addresses alike the one that was registered first is taken.
BEFORE_WAGTAILS_OWN = -1000


@hooks.register("register_admin_urls", order=BEFORE_WAGTAILS_OWN)
def terms_url():
    return shop_settings.urlpatterns


@hooks.register("register_admin_urls")
def price_urls():
    return coupons.urlpatterns + offers.urlpatterns


@hooks.register(menu.HOOK)
def coupons_item():
    url = reverse("shop_coupons")
    return menu.ShopItem(_("Coupons"), url, icon_name="tag", order=menu.COUPONS, permission="commerce.view_coupon")


@hooks.register(menu.HOOK)
def offers_item():
    url = reverse("shop_offers")
    return menu.ShopItem(
        _("Offers and sales"), url, icon_name="pick", order=menu.OFFERS, permission="commerce.view_offer"
    )
