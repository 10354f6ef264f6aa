"""Money in a form: authors type 19.00, the database keeps 1900."""

from decimal import Decimal

from django import forms
from django.db import models

MINOR_PER_MAJOR = 100  # true for every currency in `Currency`; a test holds it


class MinorUnitsFormField(forms.DecimalField):
    """Shows whole units with two decimals and cleans to an integer count of the smallest unit."""

    def __init__(self, **kwargs):
        kwargs.pop("min_value", None)
        kwargs.pop("max_value", None)
        super().__init__(min_value=0, max_value=Decimal("9999999999"), decimal_places=2, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, int):
            return (Decimal(value) / MINOR_PER_MAJOR).quantize(Decimal("0.01"))
        return value

    def clean(self, value):
        amount = super().clean(value)
        return int(amount * MINOR_PER_MAJOR) if amount is not None else 0

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class PriceField(models.PositiveBigIntegerField):
    """An amount in the smallest unit of its currency."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": MinorUnitsFormField, **kwargs})
