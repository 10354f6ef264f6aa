"""Forms of the catalog, for learners and for the CMS."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm

from catalog.page_forms import NOT_YOURS
from catalog.queries.files import may_use


class CourseMediaForm(BaseMediaForm):
    """The editor's upload form; the model's validators judge size and content."""

    def __init__(self, *args, user=None, **kwargs):
        self.for_user = user
        super().__init__(*args, user=user, **kwargs)

    def clean_captions(self):
        """Captions reach everybody who may play the film, so they must be the author's to give."""
        captions = self.cleaned_data["captions"]
        if captions is None or captions.pk == self.instance.captions_id or may_use(self.for_user, captions):
            return captions
        raise forms.ValidationError(NOT_YOURS)


class RedeemCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Enrollment code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
