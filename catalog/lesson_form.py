"""The editor's form of a lesson."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.permissions import policy_registry
from wagtailmedia.models import get_media_model

from catalog.blocks.reading import private_files

MAY_USE = ["choose", "add", "change"]


class LessonPageForm(WagtailAdminPageForm):
    """Takes only files that the author may use, or that the lesson has already.

    The choosers show no others; but a number is easily typed into a request, and whoever may read
    a lesson may download its files.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        had = private_files(self.instance.body)
        self.had_documents = set(had.documents)
        self.had_media = set(had.media)
        if self.instance.video_id:
            self.had_media.add(self.instance.video_id)
        if self.instance.pk:
            self.had_documents |= set(self.instance.attachments.values_list("document_id", flat=True))

    def clean(self):
        data = super().clean()
        wanted = private_files(data["body"]) if data.get("body") else None
        documents = set(wanted.documents) if wanted else set()
        media = set(wanted.media) if wanted else set()
        if data.get("video"):
            media.add(data["video"].pk)
        documents |= self._attached()
        foreign = self._foreign(get_document_model(), documents - self.had_documents)
        foreign += self._foreign(get_media_model(), media - self.had_media)
        if foreign:
            raise ValidationError(_("This lesson uses files that you may not use. Choose them from your own."))
        return data

    def _attached(self) -> set[int]:
        formset = self.formsets.get("attachments")
        forms_filled = [form for form in formset.forms if hasattr(form, "cleaned_data")] if formset else []
        rows = [form.cleaned_data.get("document") for form in forms_filled]
        return {document.pk for document in rows if document}

    def _foreign(self, model, keys: set[int]) -> list[int]:
        """Those of `keys` that the author has no right to choose; none are asked for, none are looked up."""
        if not keys or self.for_user is None:
            return []
        policy = policy_registry.get_by_type(model)
        allowed = policy.instances_user_has_any_permission_for(self.for_user, MAY_USE)
        return sorted(keys - set(allowed.filter(pk__in=keys).values_list("pk", flat=True)))
