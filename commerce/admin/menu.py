"""The shop's part of the CMS menu: one submenu into which each area puts its entry.

@hooks.register("register_shop_menu_item")
def payouts_item():
    return ShopItem(_("Payouts"), reverse("shop_payouts"), permission="commerce.view_payout", order=PAYOUTS)
"""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

HOOK = "register_shop_menu_item"
# Where the shop stands in the main menu, and the order within it: what waits, what is sold, money, rules, the log.
SHOP = 127
ORDERS, FLAGGED, REFUNDS, GIFTS = 10, 20, 30, 40
COUPONS, OFFERS = 50, 60
SALES, SALES_REPORT, PAYOUTS = 70, 75, 80
INVOICES, LEDGER, RECONCILIATION = 90, 100, 110
TAX_RATES, RULES, SHARES, ACTS = 120, 130, 140, 150

shop_menu = Menu(register_hook_name=HOOK)


class ShopItem(MenuItem):
    """An entry for whoever has `permission`."""

    def __init__(self, *args, permission: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


def shop_item() -> SubmenuMenuItem:
    """The submenu; it is there for whoever sees one of its entries."""
    return SubmenuMenuItem(_("Shop"), shop_menu, name="shop", icon_name="tag", order=SHOP)
