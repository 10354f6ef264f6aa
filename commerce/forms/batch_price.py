"""What a place in a batch costs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models.course import Currency
from catalog.models.price import MinorUnitsFormField
from commerce.services.batch_prices import PlacePrice


class BatchPriceForm(forms.Form):
    """A price, and whether places are sold for it now."""

    price_minor = MinorUnitsFormField(label=_("Price of a place"))
    currency = forms.ChoiceField(label=_("Currency"), choices=Currency.choices)
    is_active = forms.BooleanField(
        label=_("On sale"),
        required=False,
        initial=True,
        help_text=_("Whoever buys a place comes in, and nobody else by themselves. You can still put people in."),
    )

    def price(self) -> PlacePrice:
        """What was typed, for the service."""
        return PlacePrice(**self.cleaned_data)
