"""Sales, the books and paying instructors."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from commerce.admin import ledger, menu, payouts, sales
from commerce.admin.terms import RuleViewSet, ShareViewSet

MAY_PAY = "commerce.change_payoutbatch"

hooks.register(menu.HOOK, ledger.report_menu_item)
hooks.register(menu.HOOK, sales.report_menu_item)


@hooks.register("register_admin_viewset")
def share_viewsets():
    return [RuleViewSet(), ShareViewSet()]


@hooks.register("register_admin_urls")
def book_urls():
    return [
        path("payouts/", payouts.batches, name="payouts"),
        path("payouts/prepare/", payouts.prepare, name="prepare_payouts"),
        path("payouts/<int:pk>/", payouts.batch, name="payout_batch"),
        path("payouts/<int:pk>/export/", payouts.export, name="export_payouts"),
        path("sales/", sales.sales, name="shop_sales"),
        *sales.report_urls(),
        *ledger.report_urls(),
    ]


@hooks.register(menu.HOOK)
def sales_item():
    url = reverse("shop_sales")
    return menu.ShopItem(_("Sales"), url, icon_name="view", order=menu.SALES, permission=MAY_PAY)


@hooks.register(menu.HOOK)
def payouts_item():
    url = reverse("payouts")
    return menu.ShopItem(_("Payouts"), url, icon_name="upload", order=menu.PAYOUTS, permission=MAY_PAY)


@hooks.register(menu.HOOK)
def rules_item():
    url, permission = reverse("commission_rules:index"), "commerce.change_commissionrule"
    return menu.ShopItem(_("Commission rules"), url, icon_name="cog", order=menu.RULES, permission=permission)


@hooks.register(menu.HOOK)
def shares_item():
    url, permission = reverse("instructor_shares:index"), "commerce.change_instructorshare"
    return menu.ShopItem(_("Agreed parts"), url, icon_name="group", order=menu.SHARES, permission=permission)
