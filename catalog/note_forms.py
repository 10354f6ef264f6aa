"""What a learner sends to keep a note, a bookmark, or to search among them."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Note
from catalog.models.note import MAX_QUOTE, MAX_SPOT, MAX_TEXT
from catalog.services.notes import Spot

ID = re.compile(r"[\w-]+")
LONGEST_VIDEO = 24 * 3600


class PlainText(forms.CharField):
    """Several lines; a line break counts as one character, as it does in the browser."""

    def to_python(self, value):
        return super().to_python((value or "").replace("\r\n", "\n"))


class Cut(forms.CharField):
    """One line that a script fills in: whatever is too long is cut, since nobody could correct it."""

    def __init__(self, *, cut: int, **kwargs):
        super().__init__(required=False, widget=forms.HiddenInput, **kwargs)
        self.cut = cut

    def to_python(self, value):
        return " ".join(super().to_python(value).replace("\x00", "").split())[: self.cut]


class NoteForm(forms.Form):
    """A note, or a bookmark where `kind` says so; the spot comes in hidden fields."""

    text = PlainText(
        label=_("Your note"), required=False, max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 4})
    )
    kind = forms.ChoiceField(choices=Note.Kind.choices, required=False)
    block_id = Cut(cut=MAX_SPOT)
    quote = Cut(cut=MAX_QUOTE)
    moment = forms.IntegerField(required=False, min_value=0, max_value=LONGEST_VIDEO, widget=forms.HiddenInput)

    def clean_block_id(self):
        return self.cleaned_data["block_id"] if ID.fullmatch(self.cleaned_data["block_id"]) else ""

    def clean(self):
        data = super().clean()
        if "text" in data and not data["text"] and not self.is_bookmark:
            self.add_error("text", _("Write something, at most 5,000 characters."))
        return data

    @property
    def is_bookmark(self) -> bool:
        return self.cleaned_data.get("kind") == Note.Kind.BOOKMARK

    @property
    def spot(self) -> Spot:
        """Where the note belongs; only when the form is valid."""
        data = self.cleaned_data
        return Spot(data["block_id"], data["quote"], data["moment"])


class NoteTextForm(forms.Form):
    text = PlainText(label=_("Your note"), max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 8}))


class NoteSearchForm(forms.Form):
    """What the list of notes understands; anything strange counts as not said."""

    q = forms.CharField(required=False, max_length=200)
    course = forms.UUIDField(required=False)
