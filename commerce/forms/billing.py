"""Who is billed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.countries import countries
from commerce.errors import VatIdRefused
from commerce.services.orders import Billing
from commerce.vat import clean_vat_id

NO_COUNTRY = [("", _("Choose a country"))]


def country_choices() -> list[tuple[str, Any]]:
    return [*NO_COUNTRY, *countries()]


class BillingForm(forms.Form):
    """The buyer's name and where they are. `regions` are those of the country that have a tax of their own."""

    billing_name = forms.CharField(
        label=_("Name on the invoice"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    country = forms.ChoiceField(
        label=_("Country"), choices=country_choices, widget=forms.Select(attrs={"autocomplete": "country"})
    )
    region = forms.ChoiceField(
        label=_("Region"), required=False, widget=forms.Select(attrs={"autocomplete": "address-level1"})
    )
    billing_address = forms.CharField(
        label=_("Address"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    vat_id = forms.CharField(
        label=_("VAT id"),
        max_length=30,
        required=False,
        help_text=_("For businesses that have one."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, regions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", _("Another one")), *((name, name) for name in regions)]
        if not regions:
            del self.fields["region"]

    def clean(self) -> dict[str, Any]:
        """The VAT id must be one of the country."""
        values = self.cleaned_data
        try:
            values["vat_id"] = clean_vat_id(values.get("country", ""), values.get("vat_id", ""))
        except VatIdRefused as refusal:
            self.add_error("vat_id", str(refusal.message))
        return values

    def billing(self) -> Billing:
        """What was typed, once it is valid."""
        return Billing(**{name: self.cleaned_data[name] for name in self.cleaned_data})
