"""Changing the address, and the way back in."""

from allauth.account import forms

from accounts.forms.sign_in import plain_email
from accounts.models import User
from accounts.models.user import normalise_email


class AddEmailForm(forms.AddEmailForm):
    """The address to change to; another account's is answered like a new one and never becomes ours."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain_email(self.fields["email"])


class ResetPasswordForm(forms.ResetPasswordForm):
    """Asks for the link. It opens the account whose address this is, not one that is changing to it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain_email(self.fields["email"])

    def clean_email(self):
        email = normalise_email(self.cleaned_data["email"])
        self.users = list(User.objects.filter(email=email, is_active=True))
        return email
