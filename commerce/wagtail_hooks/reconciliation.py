"""The comparison with the payment provider in the CMS."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from commerce.admin import menu
from commerce.admin.reconciliation import MAY_SEE, run_detail, run_list


@hooks.register("register_admin_urls")
def reconciliation_urls():
    return [
        path("reports/reconciliation/", run_list, name="reconciliation"),
        path("reports/reconciliation/<int:pk>/", run_detail, name="reconciliation_run"),
    ]


@hooks.register(menu.HOOK)
def reconciliation_item():
    url = reverse("reconciliation")
    return menu.ShopItem(_("Reconciliation"), url, icon_name="draft", order=menu.RECONCILIATION, permission=MAY_SEE)
