"""Codes of the authenticator app."""

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

from accounts.forms.plain import PlainFields

CODE = {"code": _("Code")}


class AuthenticateForm(PlainFields, base.AuthenticateForm):
    labels = CODE


class ReauthenticateCodeForm(PlainFields, base.ReauthenticateForm):
    labels = CODE


class ActivateTOTPForm(PlainFields, totp.ActivateTOTPForm):
    labels = CODE
