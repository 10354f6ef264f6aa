"""Paying instructors."""

from django.utils.translation import gettext_lazy as _

from lms_site.errors import DomainError


class PayoutRefused(DomainError):
    """`code` says why: PAYOUT_NOTHING_DUE, PAYOUT_NO_BANK, PAYOUT_OWN_APPROVAL, PAYOUT_STATE."""

    code = "PAYOUT_STATE"
    message = _("This cannot be done with these payouts any more.")


class BankClosed(DomainError):
    """The site has no key for bank details (LMS_BANK_KEYS), or not the one that these were encrypted with."""

    code = "BANK_CLOSED"
    message = _("This site is not set up to keep bank details. Its admins can read in the manual how that is done.")
    status = 503


class BankNumberWrong(DomainError):
    code = "BANK_NUMBER"
    message = _("This is no account number. Check it digit by digit; an IBAN begins with the letters of its country.")
    status = 400
