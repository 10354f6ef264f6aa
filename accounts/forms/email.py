"""Changing the address."""

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.plain import PlainFields


class AddEmailForm(PlainFields, forms.AddEmailForm):
    """The address to change to; another account's is answered like a new one and never becomes ours."""

    labels = {"email": _("New e-mail address")}
    hints = {"email": _("Nothing changes until you open the link that we send there.")}
