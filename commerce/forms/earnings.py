"""Forms of instructors: a time to look at, and where their money goes."""

from datetime import date, timedelta

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from commerce.errors import BankNumberWrong
from commerce.queries.sales import before
from commerce.services.bank import BankDetails, clean_number

LONGEST = 3660  # days


class PeriodForm(forms.Form):
    """A time from day to day; without days the last thirty, ended by `today`."""

    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    currency = forms.CharField(max_length=3, required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, today: date):
        self.today = today
        first = today - timedelta(days=29)
        super().__init__(
            {"since": first.isoformat(), "until": today.isoformat(), **{k: v for k, v in data.items() if v}}
        )

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and not timedelta(0) <= until - since <= timedelta(days=LONGEST):
            raise forms.ValidationError(_("The first day comes before the last one, and both within ten years."))
        return data

    @property
    def days(self) -> tuple[date, date]:
        """First and last day; the last thirty where what was typed is no time."""
        if self.is_valid():
            return self.cleaned_data["since"], self.cleaned_data["until"]
        return self.today - timedelta(days=29), self.today

    @property
    def days_before(self) -> tuple[date, date]:
        """The time of the same length before."""
        return before(*self.days)


class BankForm(forms.Form):
    """Where an instructor's money goes; saved details are never filled in."""

    holder = forms.CharField(
        label=_("Holder of the account"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    country = forms.CharField(
        label=_("Country of the bank"),
        max_length=2,
        validators=[RegexValidator(r"^[A-Za-z]{2}$", _("Two letters, as in ID or DE."))],
        help_text=_("Two letters, as in ID or DE."),
        widget=forms.TextInput(attrs={"autocomplete": "country", "size": 2}),
    )
    bank_name = forms.CharField(label=_("Bank"), max_length=80)
    number = forms.CharField(
        label=_("IBAN or account number"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean(self):
        data = super().clean()
        if data.get("number") and data.get("country"):
            try:
                clean_number(data["number"], country=data["country"])
            except BankNumberWrong as error:
                self.add_error("number", str(error))
        return data

    def details(self) -> BankDetails:
        """What was typed, for the service."""
        return BankDetails(**self.cleaned_data)
