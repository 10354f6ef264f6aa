"""The editor's form of a course and of a lesson: an author can only use files that are theirs to use.

Choosers list no others, but a number is quickly typed into a request, and whoever reads the page
gets the files that it shows.
"""

from collections.abc import Iterator

from django.db.models import ForeignKey, Model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.fields import StreamField

ITSELF = _("A course cannot come before itself.")
TWICE = _("This course stands here twice.")
IN_A_CIRCLE = _("That course demands this one, so nobody could ever begin. Suggest it instead, or choose another.")
NOT_YOURS = _("This file belongs to another course. Choose one from the folder of this course.")
FileKey = tuple[type[Model], int]


class OwnFilesForm(WagtailAdminPageForm):
    """Refuses files of other courses, except those that the page shows already; says so at their field.

    Wagtail's token API (v3) writes through the same form.
    """

    def clean(self):
        data = super().clean()
        fields = [field for field in self._meta.model._meta.get_fields() if holds_files(field)]
        kept = {key for field in fields for key in files_in(field, getattr(self.instance, field.name))}
        for field in fields:
            if field.name in data and self._takes_others(set(files_in(field, data[field.name])) - kept):
                self.add_error(field.name, NOT_YOURS)
        self._check_attachments()
        return data

    def _check_attachments(self) -> None:
        rows = self.formsets["attachments"].forms if "attachments" in self.formsets else []
        for row in rows:
            if row.is_valid() and "document" in row.changed_data:
                document = row.cleaned_data["document"]
                if self._takes_others({(type(document), document.pk)}):
                    row.add_error("document", NOT_YOURS)

    def _takes_others(self, keys: set[FileKey]) -> bool:
        from catalog.queries.cms import may_use

        files = [model.objects.filter(pk=pk).first() for model, pk in keys]
        return any(file is not None and not may_use(self.for_user, file) for file in files)


class CourseForm(OwnFilesForm):
    """A course's form: what belongs before it makes sense."""

    def clean(self):
        data = super().clean()
        chosen: set[int] = set()
        for row in self.formsets["prerequisites"].forms if "prerequisites" in self.formsets else []:
            if row.is_valid() and row.cleaned_data.get("required") and not row.cleaned_data.get("DELETE"):
                self._check_before(row, chosen)
        return data

    def _check_before(self, row, chosen: set[int]) -> None:
        from catalog.queries.prerequisites import demands

        required, own = row.cleaned_data["required"].pk, self.instance.pk
        if required == own:
            row.add_error("required", ITSELF)
        elif required in chosen:
            row.add_error("required", TWICE)
        elif own and row.cleaned_data["is_hard"] and demands(required, own):
            row.add_error("required", IN_A_CIRCLE)
        chosen.add(required)


def file_models() -> tuple[type[Model], ...]:
    """Images, documents, films and sounds."""
    from catalog.models import CourseDocument, CourseImage, CourseMedia

    return CourseImage, CourseDocument, CourseMedia


def holds_files(field) -> bool:
    """Is this a field of blocks, or a key to an image, a document, a film or a sound?"""
    is_key = isinstance(field, ForeignKey) and field.related_model in file_models()
    return is_key or isinstance(field, StreamField)


def files_in(field, value) -> Iterator[FileKey]:
    """The files that a value of `field` refers to."""
    if isinstance(field, StreamField):
        for model, pk, _model_path, _content_path in field.stream_block.extract_references(value):
            if model in file_models():
                yield model, int(pk)
    elif value is not None:
        yield type(value), value.pk
