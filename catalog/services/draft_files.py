"""What a draft may show: one's own files and what is public, and what the page shows already."""

from collections import defaultdict
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _
from wagtail.models import Page

from catalog.blocks.preloading import chosen_in
from catalog.blocks.sent import Chosen, Reading
from catalog.models import CourseDocument, LessonPage
from catalog.page_forms import file_models
from catalog.queries.cms import usable

Keys = dict[type[Model], set[int]]


def file_fields(page: Page) -> list[ForeignKey]:
    """The fields of the page that hold the key of an image, a document, a film or a sound."""
    fields = page._meta.get_fields()
    return [field for field in fields if isinstance(field, ForeignKey) and field.related_model in file_models()]


def choose_files(draft: Page, values: dict[str, Any], reading: Reading) -> None:
    """Tell `reading` which files the fields and attachments in `values` name."""
    for field in file_fields(draft):
        if values.get(field.name) is not None:
            reading.chosen.append(Chosen(field.name, field.related_model, values[field.name]))
    for number, row in enumerate(values.get("attachments", ())):
        reading.chosen.append(Chosen(f"attachments.{number}.document", CourseDocument, row["document"]))


def refuse_foreign_files(draft: Page, reading: Reading, user) -> None:
    """Tell `reading` of every chosen thing that is not there, or not for this person.

    Both in the same words, so that nobody learns of the files of others. Two queries a kind of thing.
    """
    kept = _shown_by(draft)
    wanted: Keys = defaultdict(set)
    for chosen in reading.chosen:
        if chosen.key not in kept[chosen.model]:
            wanted[chosen.model].add(chosen.key)
    allowed = {model: _allowed(user, model, keys) for model, keys in wanted.items()}
    for chosen in reading.chosen:
        if chosen.key in wanted[chosen.model] and chosen.key not in allowed[chosen.model]:
            reading.refuse(chosen.place, _("There is nothing with this id, or it belongs to another course."))


def _shown_by(draft: Page) -> Keys:
    shown: Keys = defaultdict(set)
    for model, key in chosen_in(draft):
        shown[model].add(key)
    for field in file_fields(draft):
        shown[field.related_model].add(getattr(draft, field.attname))
    if isinstance(draft, LessonPage):
        shown[CourseDocument] |= {row.document_id for row in draft.attachments.all()}
    return shown


def _allowed(user, model: type[Model], keys: set[int]) -> set[int]:
    if model in file_models():
        return usable(user, model, keys)
    return set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
