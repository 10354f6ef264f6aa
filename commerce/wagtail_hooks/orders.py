"""Orders, flags, refunds and gifts in the CMS, and the submenu that all of the shop is under."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from commerce.admin import flags, gifts, menu, orders, refunds
from commerce.admin.home_panel import FlaggedOrdersPanel

hooks.register("register_admin_menu_item", menu.shop_item)


@hooks.register("register_admin_urls")
def order_urls():
    return orders.urlpatterns + flags.urlpatterns + gifts.urlpatterns + refunds.urlpatterns


@hooks.register(menu.HOOK)
def orders_item():
    url = reverse("shop_orders")
    return menu.ShopItem(
        _("Orders"), url, name="orders", icon_name="list-ul", order=menu.ORDERS, permission="commerce.view_order"
    )


@hooks.register(menu.HOOK)
def flags_item():
    url = reverse("shop_flags")
    return menu.ShopItem(
        _("Flagged orders"), url, icon_name="warning", order=menu.FLAGGED, permission="commerce.view_orderflag"
    )


@hooks.register(menu.HOOK)
def refunds_item():
    url = reverse("shop_refunds")
    return menu.ShopItem(_("Refunds"), url, icon_name="resubmit", order=menu.REFUNDS, permission="commerce.view_refund")


@hooks.register(menu.HOOK)
def gifts_item():
    url = reverse("shop_gifts")
    return menu.ShopItem(_("Gifts"), url, icon_name="mail", order=menu.GIFTS, permission="commerce.view_gift")


@hooks.register("construct_homepage_panels")
def show_flagged_orders(request: HttpRequest, panels: list) -> None:
    if request.user.has_perm("commerce.view_orderflag"):
        panels.insert(0, FlaggedOrdersPanel())


@hooks.register("insert_global_admin_css")
def shop_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms-shop.css"))
