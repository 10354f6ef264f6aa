"""Signing up: the same answer and the same work whether the address is known or not."""

from uuid import uuid4

from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.account.models import EmailAddress
from django import forms
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from accounts.forms.plain import PASSWORD_ADVICE, PlainFields
from accounts.models import LegalKind, User
from accounts.services.consent import current_versions


def consent_label(kinds) -> str:
    """A sentence with a link to each text in force; the links open beside the form."""
    links = format_html_join(
        ", ",
        '<a href="{}" target="_blank" rel="noopener">{}</a>',
        [(reverse("legal", args=[kind]), LegalKind(kind).label) for kind in kinds],
    )
    return format_html(_("I have read and accept: {texts}"), texts=links)


class SignupRules(forms.Form):
    """What signing up asks for beside address and password, and what it tells; mixed into each form of it.

    A known address gets a mail about it, the answer says nothing.
    """

    display_name = forms.CharField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    terms = forms.BooleanField(error_messages={"required": _("Please read and accept this to go on.")})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [kind for kind in LegalKind.values if kind in current_versions()]
        if kinds:
            self.fields["terms"].label = consent_label(kinds)
        else:
            del self.fields["terms"]

    def validate_unique_email(self, value):
        """Known is what an account has, not what somebody else only wanted to change to."""
        confirmed = EmailAddress.objects.filter(email=value, verified=True)
        self.account_already_exists = User.objects.filter(email=value).exists() or confirmed.exists()
        return value

    def try_save(self, request):
        """Make the account, or pretend to: the same work and one mail either way.

        Of two sign-ups with the same address at the same time, one makes the account.
        """
        if self.account_already_exists:
            self._rehearse(request)
            return super().try_save(request)
        try:
            with transaction.atomic():
                return self.save(request), None
        except IntegrityError:
            self.account_already_exists = User.objects.filter(email=self.cleaned_data["email"]).exists()
            if not self.account_already_exists:
                raise
            return super().try_save(request)

    def _rehearse(self, request):
        """Make an account under an address that cannot exist, and undo it: the clock tells nothing."""
        email = self.cleaned_data["email"]
        self.cleaned_data["email"], self.account_already_exists = f"{uuid4().hex}@rehearsal.invalid", False
        with transaction.atomic():
            self.save(request)
            transaction.set_rollback(True)
        self.cleaned_data["email"], self.account_already_exists = email, True

    def save(self, request):
        EmailAddress.objects.filter(email=self.cleaned_data["email"], verified=False).delete()
        return super().save(request)


class SignupForm(SignupRules, PlainFields, AllauthSignupForm):
    """Name, address, password, consent."""

    labels = {"email": _("E-mail address")}
    hints = {"display_name": _("As your teachers and fellow learners will see it."), "password1": PASSWORD_ADVICE}
    field_order = ["display_name", "email", "password1", "terms"]
