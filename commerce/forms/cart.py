"""What is typed into a cart: a coupon, and to whom a gift goes."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LATEST = timedelta(days=366)


class CouponForm(forms.Form):
    code = forms.CharField(
        label=_("Coupon code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class GiftForm(forms.Form):
    gift_email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("They get a link there. Whoever has it can take the gift, once."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    gift_name = forms.CharField(
        label=_("Their name"), max_length=80, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    gift_message = forms.CharField(
        label=_("Your message"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    gift_on = forms.DateField(
        label=_("Send it on"),
        required=False,
        help_text=_("Empty: as soon as you have paid."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_gift_on(self) -> date | None:
        """A day within the next year, in the giver's timezone."""
        day = self.cleaned_data["gift_on"]
        today = timezone.localdate()
        if day is None or today <= day <= today + LATEST:
            return day
        raise ValidationError(_("Choose a day from today on, within a year."))
