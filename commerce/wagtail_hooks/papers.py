"""Invoices and tax rates in the CMS."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from commerce.admin import menu
from commerce.admin.invoices import InvoiceViewSet, policy
from commerce.admin.tax_rates import TaxRateViewSet
from commerce.models import Invoice

register_permission_policy(Invoice, policy)


@hooks.register("register_admin_viewset")
def paper_viewsets():
    return [InvoiceViewSet(), TaxRateViewSet()]


@hooks.register(menu.HOOK)
def invoices_item():
    url, permission = reverse("invoices:index"), "commerce.view_invoice"
    return menu.ShopItem(_("Invoices"), url, icon_name="doc-full", order=menu.INVOICES, permission=permission)


@hooks.register(menu.HOOK)
def tax_rates_item():
    url, permission = reverse("tax_rates:index"), "commerce.change_taxrate"
    return menu.ShopItem(_("Tax rates"), url, icon_name="globe", order=menu.TAX_RATES, permission=permission)
