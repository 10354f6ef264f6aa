"""Sales, the books and paying instructors."""

from django.urls import path
from wagtail import hooks

from commerce.admin import ledger, payouts, sales
from commerce.admin.terms import earnings_group

hooks.register("register_admin_viewset", lambda: earnings_group)
hooks.register("register_reports_menu_item", ledger.report_menu_item)
hooks.register("register_reports_menu_item", sales.report_menu_item)


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
