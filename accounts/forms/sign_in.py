"""Signing in, by password or by code."""

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.plain import PlainFields
from accounts.models import User
from accounts.models.user import normalise_email


class LoginForm(PlainFields, forms.LoginForm):
    """E-mail address and password. The way to a forgotten password is a link of the page."""

    labels = {"login": _("E-mail address")}


class RequestLoginCodeForm(PlainFields, forms.RequestLoginCodeForm):
    """Asks for a code. It opens the account whose address this is, not one that is changing to it."""

    labels = {"email": _("E-mail address")}

    def clean_email(self):
        email = normalise_email(super().clean_email())
        self._user = User.objects.filter(email=email, is_active=True).first()
        return email


class ConfirmLoginCodeForm(PlainFields, forms.ConfirmLoginCodeForm):
    labels = {"code": _("Code from the mail")}


class ReauthenticateForm(PlainFields, forms.ReauthenticateForm):
    labels = {"password": _("Your password")}
