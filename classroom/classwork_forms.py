"""What those who teach fill in for classwork."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.note_forms import PlainText
from classroom.models import Material
from classroom.models.classwork import MAX_MATERIAL
from classroom.services.materials import MaterialDraft
from classroom.stream_forms import FilesField, MomentField


class TopicForm(forms.Form):
    title = forms.CharField(label=_("Topic"), max_length=120)


class MaterialForm(forms.Form):
    """A material; topics that are there are offered while one types."""

    title = forms.CharField(label=_("Title"), max_length=150)
    topic = forms.CharField(
        label=_("Topic"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "topics", "autocomplete": "off"}),
        help_text=_("One that is there, or a new one. Empty: it stands above all topics."),
    )
    text = PlainText(
        label=_("Text"),
        max_length=MAX_MATERIAL,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Markdown works: **bold**, *italic*, lists with a hyphen, [words](https://…) for a link."),
    )
    link = forms.URLField(label=_("Link"), max_length=1000, required=False, assume_scheme="https")
    files = FilesField(
        label=_("Files"), required=False, help_text=_("At most five: documents, pictures, sound, short films.")
    )
    publish_at = MomentField(
        label=_("Shown from"), required=False, help_text=_("By your clocks. Leave it empty to show it at once.")
    )

    def __init__(self, *args, material: Material | None = None, **kwargs):
        if material is not None:
            kwargs["initial"] = {
                **{name: getattr(material, name) for name in ("title", "text", "link", "publish_at")},
                "topic": material.topic.title if material.topic else "",
            }
        super().__init__(*args, **kwargs)
        hanging = [(str(file.pk), file.name) for file in material.files.all()] if material else []
        if hanging:
            self.fields["dropped"] = forms.MultipleChoiceField(
                label=_("Files to take away"), choices=hanging, required=False, widget=forms.CheckboxSelectMultiple
            )
            self.order_fields(["title", "topic", "text", "link", "files", "dropped", "publish_at"])

    def draft(self) -> MaterialDraft:
        """What was filled in, for the service."""
        names = ("title", "text", "link", "topic", "publish_at")
        return MaterialDraft(**{name: self.cleaned_data[name] for name in names})
