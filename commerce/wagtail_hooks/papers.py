"""Invoices and tax rates in the CMS."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from commerce.admin.invoices import InvoiceViewSet, policy
from commerce.admin.tax_rates import TaxRateViewSet
from commerce.models import Invoice

register_permission_policy(Invoice, policy)


@hooks.register("register_admin_viewset")
def paper_viewsets():
    return [InvoiceViewSet(), TaxRateViewSet()]
