"""Signing in; allauth's forms with our words."""

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.user import normalise_email


def plain_email(field) -> None:
    """One label and no placeholder for every address field of the account pages."""
    field.label = _("E-mail address")
    field.widget.attrs.pop("placeholder", None)


class LoginForm(forms.LoginForm):
    """E-mail address and password. The way to a forgotten password is a link of the page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain_email(self.fields["login"])
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""


class RequestLoginCodeForm(forms.RequestLoginCodeForm):
    """Asks for a code. It opens the account whose address this is, not one that is changing to it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain_email(self.fields["email"])

    def clean_email(self):
        email = normalise_email(super().clean_email())
        self._user = User.objects.filter(email=email, is_active=True).first()
        return email
