"""Invoices and what stands on them."""

from django.utils.translation import gettext_lazy as _

from lms_site.errors import DomainError


class VatIdRefused(DomainError):
    code = "VAT_ID_INVALID"
    message = _("This is no VAT id. Check it, or leave it empty.")
    status = 400


class NoInvoice(DomainError):
    """Nothing was paid for the order, or nothing of it sent back."""

    code = "NO_INVOICE"
    message = _("There is no invoice for this: no money was paid for it.")
    status = 404
