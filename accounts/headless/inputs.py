"""What allauth's addresses for programs read, by the rules of the forms that people fill in."""

from allauth.account.adapter import get_adapter
from allauth.headless.account import inputs
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.forms import RequestLoginCodeForm, ResetPasswordForm, SignupRules
from accounts.models import User


class Password(forms.CharField):
    """Taken as it is, spaces included."""

    def __init__(self, **kwargs):
        super().__init__(strip=False, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise ValidationError(_("Some of these letters are not valid."), code="invalid") from error
        return value


class LoginInput(inputs.LoginInput):
    password = Password()


class SignupInput(SignupRules, inputs.SignupInput):
    password = Password()

    def clean_password(self):
        """Looked at in `clean`, when the address is known."""
        return self.cleaned_data["password"]

    def clean(self):
        """A password that resembles the address is refused, as in the form."""
        data = super().clean()
        if "password" in data:
            try:
                get_adapter().clean_password(data["password"], user=User(email=data.get("email", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return data


class RequestPasswordResetInput(ResetPasswordForm, inputs.RequestPasswordResetInput):
    pass


class RequestLoginCodeInput(RequestLoginCodeForm, inputs.RequestLoginCodeInput):
    pass


class ResetPasswordInput(inputs.ResetPasswordInput):
    password = Password()


class ChangePasswordInput(inputs.ChangePasswordInput):
    current_password = Password(required=False)
    new_password = Password()
