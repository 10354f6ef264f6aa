"""Forms of the catalog, for learners and for the CMS."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm


class CourseMediaForm(BaseMediaForm):
    """The editor's upload form; the model's validators judge size and content.

    Captions are chosen among the author's own caption files: they reach everybody who plays the film.
    """

    def __init__(self, *args, user=None, **kwargs):
        from catalog.models import CourseDocument
        from catalog.queries.cms import openable

        super().__init__(*args, user=user, **kwargs)
        own = openable(user, CourseDocument) if user else CourseDocument.objects.all()
        files = own.filter(file__iendswith=".vtt") | CourseDocument.objects.filter(pk=self.instance.captions_id)
        self.fields["captions"].queryset = files.distinct().order_by("title")


class RedeemCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Enrollment code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
