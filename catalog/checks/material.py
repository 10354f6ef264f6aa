"""What the checks look at: the pages of a course as plain data, in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from catalog.blocks.raw import Leaf, leaves
from catalog.models import CoursePage, LessonAttachment, LessonPage, ModulePage

MODELS: tuple[type[Page], ...] = (CoursePage, ModulePage, LessonPage)


@dataclass(frozen=True, eq=False)
class PageCopy:
    """One page: its fields by name as a revision stores them (keys as numbers, streams as stored)."""

    id: int
    model: type[Page]
    path: str
    live: bool
    fields: dict[str, Any] = field(repr=False)

    @property
    def title(self) -> str:
        return self.fields.get("title") or ""

    @property
    def course_path(self) -> str:
        """Where the course lies in the tree."""
        return self.path[: len(self.path) - MODELS.index(self.model) * Page.steplen]

    def streams(self) -> Iterator[tuple[str, StreamBlock, Any]]:
        """Name, block definition and stored value of each stream of the page."""
        for name, block in stream_fields(self.model).items():
            yield name, block, self.fields.get(name)

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Every value in every stream of the page, in order."""
        return [leaf for _name, block, raw in self.streams() for leaf in leaves(block, raw)]


def stream_fields(model: type[Page]) -> dict[str, StreamBlock]:
    """The streams of a page type by field name."""
    return {f.name: f.stream_block for f in model._meta.get_fields() if isinstance(f, StreamField)}


def pages_of(course: CoursePage, *, drafts: bool = True) -> list[PageCopy]:
    """The course, its modules and lessons in order: their latest drafts, or what is live.

    Two queries, and five more where pages have no revision or live ones are wanted.
    """
    rows = Page.objects.descendant_of(course, inclusive=True).order_by("path")
    return copies_of(list(rows if drafts else rows.live()), course_depth=course.depth, drafts=drafts)


def copies_of(rows: list[Page], *, course_depth: int, drafts: bool = True) -> list[PageCopy]:
    """Copies of these pages of a course, which lies `course_depth` levels below the root of the tree."""
    contents: dict[int, dict] = {}
    if drafts:
        ids = [row.latest_revision_id for row in rows if row.latest_revision_id]
        contents = dict(Revision.objects.filter(pk__in=ids).values_list("pk", "content"))
    without = {row.pk for row in rows if row.latest_revision_id not in contents}
    stored = stored_fields(without) if without else {}
    copies = []
    for row in rows:
        model = MODELS[min(row.depth - course_depth, 2)]
        found = contents.get(row.latest_revision_id) or stored.get(row.pk)
        if found is not None:
            copies.append(PageCopy(row.pk, model, row.path, row.live, found))
    return copies


def stored_fields(page_ids: set[int]) -> dict[int, dict[str, Any]]:
    """The fields of pages as their tables have them, in the form of a revision; five queries."""
    found: dict[int, dict[str, Any]] = {}
    for model in MODELS:
        streams = stream_fields(model)
        for page in model.objects.filter(pk__in=page_ids):
            fields = {f.name: f.value_from_object(page) for f in page._meta.concrete_fields if f.name not in streams}
            found[page.pk] = fields | {name: list(getattr(page, name).raw_data) for name in streams}
    for row in LessonAttachment.objects.filter(lesson_id__in=page_ids).order_by("sort_order", "pk"):
        row_fields = {"document": row.document_id, "label": row.label}
        found[row.lesson_id].setdefault("attachments", []).append(row_fields)
    return found
