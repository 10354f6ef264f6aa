"""Forms of the catalog, for learners and for the CMS."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm


class CourseMediaForm(BaseMediaForm):
    """The editor's upload form; the model's validators judge size and content."""


class RedeemCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Enrollment code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
