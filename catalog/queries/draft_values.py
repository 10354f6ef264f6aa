"""What a team may change in a draft, in the form in which a program sends it."""

from typing import Any

from taggit.models import Tag
from wagtail.fields import StreamField
from wagtail.models import Page

from catalog.blocks.typed import written
from catalog.models import CoursePage, LessonPage, ModulePage

Draft = CoursePage | ModulePage | LessonPage
FOUND_BY = ("seo_title", "search_description")
WRITABLE: dict[type[Page], tuple[str, ...]] = {
    CoursePage: (
        *("title", "slug", "subtitle", "summary", "description", "image", "trailer_url", "category", "tags"),
        *("level", "language", "outcomes", "requirements", "audience", "faq", "prerequisites", "delivery"),
        *("price_minor", "currency", "has_certificate", "is_sequential", *FOUND_BY),
    ),
    ModulePage: ("title", "slug", "summary", "opens_after_days"),
    LessonPage: (
        *("title", "slug", "body", "video", "expected_minutes", "is_free_preview", "is_required", "completes_by"),
        *("attachments", *FOUND_BY),
    ),
}
"""What the team of a course changes through the API; who teaches it, and whether it is live, is not among that."""


def written_values(draft: Draft) -> dict[str, Any]:
    """The writable fields of a draft in the form in which a program would send them."""
    return {name: _written(draft, name) for name in WRITABLE[type(draft)]}


def _written(draft: Draft, name: str) -> Any:
    if name in ROWS:
        return ROWS[name](draft)
    field = draft._meta.get_field(name)
    if isinstance(field, StreamField):
        return written(field.stream_block, list(getattr(draft, name).raw_data))
    return getattr(draft, field.attname)


def _tags(draft: Any) -> list[str]:
    keys = [row.tag_id for row in draft.tagged_items.all()]
    return list(Tag.objects.filter(pk__in=keys).order_by("name").values_list("name", flat=True)) if keys else []


def _prerequisites(draft: Any) -> list[dict[str, Any]]:
    return [{"course": row.required_id, "is_hard": row.is_hard} for row in draft.prerequisites.all()]


def _attachments(draft: Any) -> list[dict[str, Any]]:
    return [{"document": row.document_id, "label": row.label} for row in draft.attachments.all()]


ROWS = {"tags": _tags, "prerequisites": _prerequisites, "attachments": _attachments}
