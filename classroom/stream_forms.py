"""What people write into the stream of a batch."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.note_forms import PlainText
from classroom.models import BatchAnnouncement
from classroom.models.announcement import MAX_ANNOUNCEMENT, MAX_COMMENT
from classroom.services.announcements import AnnouncementDraft

MOMENT = "%Y-%m-%dT%H:%M"


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, as a list; they are judged where they are stored."""

    widget = FilesInput

    def clean(self, data, initial=None):
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one]


class MomentField(forms.DateTimeField):
    """Day and time by the clocks of whoever fills it in."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)


class AnnouncementForm(forms.Form):
    """An announcement, and how it goes out."""

    text = PlainText(
        label=_("Tell everybody in this batch"),
        max_length=MAX_ANNOUNCEMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Markdown works: **bold**, *italic*, lists with a hyphen, [words](https://…) for a link."),
    )
    files = FilesField(
        label=_("Files"), required=False, help_text=_("At most five: documents, pictures, sound, short films.")
    )
    publish_at = MomentField(
        label=_("Publish at"), required=False, help_text=_("By your clocks. Leave it empty to publish at once.")
    )
    is_pinned = forms.BooleanField(label=_("Pin it above all others"), required=False)
    by_mail = forms.BooleanField(label=_("Send it by mail, too"), required=False, initial=True)

    def draft(self) -> AnnouncementDraft:
        """What was filled in, for the service."""
        names = ("text", "publish_at", "is_pinned", "by_mail")
        return AnnouncementDraft(**{name: self.cleaned_data[name] for name in names if name in self.cleaned_data})


class ChangeAnnouncementForm(AnnouncementForm):
    """The same for one that is there; what is out has no more time to go out, and its mails are sent."""

    def __init__(self, *args, announcement: BatchAnnouncement, **kwargs):
        names = ("text", "publish_at", "is_pinned", "by_mail")
        super().__init__(*args, initial={name: getattr(announcement, name) for name in names}, **kwargs)
        self.fields["text"].label = _("Text")
        if announcement.published_at is not None:
            del self.fields["publish_at"], self.fields["by_mail"]
        else:
            self.fields["publish_at"].help_text = _("By your clocks. Leave it empty to keep it as a draft.")
        hanging = [(str(file.pk), file.name) for file in announcement.files.all()]
        if hanging:
            self.fields["dropped"] = forms.MultipleChoiceField(
                label=_("Files to take away"), choices=hanging, required=False, widget=forms.CheckboxSelectMultiple
            )
            self.order_fields(["text", "files", "dropped", "publish_at", "is_pinned", "by_mail"])


class CommentForm(forms.Form):
    text = PlainText(
        label=_("Your comment"), max_length=MAX_COMMENT, widget=forms.Textarea(attrs={"rows": 2, "maxlength": False})
    )
