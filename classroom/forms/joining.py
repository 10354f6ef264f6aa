"""Coming into a batch by its code."""

from django import forms
from django.utils.translation import gettext_lazy as _


class JoinForm(forms.Form):
    """A code as it stands on the board."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
