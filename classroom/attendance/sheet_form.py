"""Which part of the attendance sheet somebody wants to see."""

from datetime import date
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _


class SheetForm(forms.Form):
    """From day to day, and letters of a name; what was left empty is no bound."""

    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    q = forms.CharField(label=_("Name"), required=False, max_length=100, widget=forms.SearchInput)

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            raise forms.ValidationError(_("The first day comes before the last one."))
        return data

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day; no bounds where what was typed is no time."""
        return (self.cleaned_data["since"], self.cleaned_data["until"]) if self.is_valid() else (None, None)

    @property
    def text(self) -> str:
        return self.cleaned_data["q"].strip() if self.is_valid() else ""

    @property
    def query(self) -> str:
        """The same choice, for addresses."""
        chosen = {name: self.cleaned_data.get(name) for name in self.fields} if self.is_valid() else {}
        return urlencode({name: value for name, value in chosen.items() if value})
