"""Choosing, changing and replacing the password."""

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.plain import PASSWORD_ADVICE, PlainFields
from accounts.models import User
from accounts.models.user import normalise_email

NEW_PASSWORD = {"password1": _("New password"), "password2": _("New password once more")}


class ResetPasswordForm(PlainFields, forms.ResetPasswordForm):
    """Asks for the link. It opens the account whose address this is, not one that is changing to it."""

    labels = {"email": _("E-mail address")}

    def clean_email(self):
        email = normalise_email(self.cleaned_data["email"])
        self.users = list(User.objects.filter(email=email, is_active=True))
        return email


class ResetPasswordKeyForm(PlainFields, forms.ResetPasswordKeyForm):
    labels = NEW_PASSWORD
    hints = {"password1": PASSWORD_ADVICE}


class ChangePasswordForm(PlainFields, forms.ChangePasswordForm):
    labels = {"oldpassword": _("Current password"), **NEW_PASSWORD}
    hints = {"password1": PASSWORD_ADVICE}


class SetPasswordForm(PlainFields, forms.SetPasswordForm):
    labels = NEW_PASSWORD
    hints = {"password1": PASSWORD_ADVICE}
