"""What goes into the zip of a course: its pages in numbers of their own, and everything they refer to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from wagtail.blocks import RichTextBlock
from wagtail.models import Page

from catalog.blocks.raw import Leaf, UnknownBlock, chosen, key_of, rebuilt, stored_blocks
from catalog.checks.material import PageCopy, pages_of
from catalog.checks.targets import links_of_html
from catalog.models import CourseDocument, CourseImage, CourseMedia, CoursePage, LessonPage, ReusableText
from lms_site.links import absolute_url

from .links import packed_html
from .shape import FIELDS, KINDS, type_name

Key = tuple[type[Model], int]


class Packing:
    """The pages of a course, and numbers for them and for everything they refer to."""

    def __init__(self, course: CoursePage, drafts: bool) -> None:
        self._course = course.get_latest_revision_as_object() if drafts and course.latest_revision_id else course
        self._copies = _connected(pages_of(course, drafts=drafts))
        self._numbers = {copy.id: number for number, copy in enumerate(self._copies, start=1)}
        self._found = _objects(self._copies)
        self.lost: set[Key] = set()  # files that the storage no longer has; whoever writes them adds to it
        counts: dict[type[Model], int] = {}
        self._keys: dict[Key, int] = {}
        for model, pk in self._found:
            counts[model] = counts.get(model, 0) + 1
            self._keys[model, pk] = counts[model]
        outside = {int(pk) for pk in self._linked_pages() if pk.isdecimal()} - set(self._numbers)
        live = Page.objects.live().filter(pk__in=outside)
        self._outside = {page.pk: absolute_url(page.get_url() or "/") for page in live}

    def files(self) -> list[tuple[int, Model]]:
        """Images, documents and media, each with its number; documents first, as films have captions."""
        found = [(number, self._found[key]) for key, number in self._keys.items() if key[0] in KINDS.values()]
        return sorted(found, key=lambda pair: not isinstance(pair[1], CourseDocument))

    def number_of(self, model: type[Model], pk: int | None) -> int | None:
        """The number of a file or text; None when there is none to take along."""
        key = (model, pk or 0)
        return None if key in self.lost else self._keys.get(key)

    def pages(self) -> list[dict[str, Any]]:
        """The pages as they are written."""
        return [self._page(copy) for copy in self._copies]

    def _page(self, copy: PageCopy) -> dict[str, Any]:
        kind = type_name(copy.model)
        parent = next((other.id for other in self._copies if other.path == copy.path[: -Page.steplen]), 0)
        made: dict[str, Any] = {"number": self._numbers[copy.id], "type": kind, "parent": self._numbers.get(parent, 0)}
        made["fields"] = {name: copy.fields.get(name) for name in FIELDS[kind]}
        made["streams"] = {name: self._stream(block, raw) for name, block, raw in copy.streams()}
        if copy.model is CoursePage:
            made["image"] = self.number_of(CourseImage, key_of(copy.fields.get("image")))
        if copy.model is LessonPage:
            made["video"] = self.number_of(CourseMedia, key_of(copy.fields.get("video")))
            rows = [(self.number_of(CourseDocument, key_of(row.get("document"))), row) for row in _rows(copy)]
            made["attachments"] = [{"document": n, "label": row.get("label") or ""} for n, row in rows if n]
        return made

    def _stream(self, block, raw: Any) -> list[dict[str, Any]]:
        written = []
        for part in stored_blocks(raw):
            try:
                written += rebuilt(block, [part], self._leaf)
            except UnknownBlock:
                continue  # from before the block was taken out of use: pages do not show it either
        return written

    def _leaf(self, leaf: Leaf) -> Any:
        if isinstance(leaf.block, RichTextBlock):
            return packed_html(str(leaf.value or ""), self._outward)
        if hasattr(leaf.block, "model_class"):
            found = chosen(leaf)
            return self.number_of(*found) if found else None
        return leaf.value

    def _outward(self, kind: str, pk: str) -> str | None:
        key = int(pk) if pk.isdecimal() else 0
        if kind == "document":
            number = self.number_of(CourseDocument, key)
            return f"document:{number}" if number else None
        return f"page:{self._numbers[key]}" if key in self._numbers else self._outside.get(key)

    def _linked_pages(self) -> list[str]:
        htmls = [leaf.value for copy in self._copies for leaf in copy.leaves if isinstance(leaf.block, RichTextBlock)]
        htmls += [found.body for found in self._found.values() if isinstance(found, ReusableText)]
        return [link.target for html in htmls for link in links_of_html(str(html or "")) if link.kind == "page"]

    def surroundings(self) -> dict[str, Any]:
        """What the course needs beside its pages: texts, people, category and tags."""
        texts = [(number, self._found[key]) for key, number in self._keys.items() if key[0] is ReusableText]
        category = self._course.category
        return {
            "texts": [
                {"number": number, "title": text.title, "body": packed_html(text.body, self._outward)}
                for number, text in texts
            ],
            "instructors": [row.user.email for row in self._course.course_instructors.all()],
            "category": {"slug": category.slug, "name": category.name} if category else None,
            "tags": sorted(tag.name for tag in self._course.tags.all()),
        }


def _connected(copies: list[PageCopy]) -> list[PageCopy]:
    """Those whose parents are there as well: a live lesson under a draft module is not live."""
    paths = {copy.path for copy in copies}
    return [copy for copy in copies if copy.model is CoursePage or copy.path[: -Page.steplen] in paths]


def _rows(copy: PageCopy) -> list[dict[str, Any]]:
    return [row for row in copy.fields.get("attachments") or [] if isinstance(row, dict)]


def _objects(copies: list[PageCopy]) -> dict[Key, Model]:
    """Everything that the pages have chosen, and the captions of their films; at most five queries."""
    wanted: dict[type[Model], list[int]] = {CourseDocument: [], CourseImage: [], CourseMedia: [], ReusableText: []}
    for model, pk in (key for copy in copies for key in _referred(copy)):
        if pk:
            wanted[model].append(pk)
    media = CourseMedia.objects.in_bulk(wanted[CourseMedia])
    wanted[CourseDocument] += [film.captions_id for film in media.values() if film.captions_id]
    found: dict[Key, Model] = {}
    for model, pks in wanted.items():
        objects: Any = media if model is CourseMedia else model._default_manager.in_bulk(pks)
        found.update({(model, pk): objects[pk] for pk in dict.fromkeys(pks) if pk in objects})
    return found


def _referred(copy: PageCopy) -> Iterator[tuple[type[Model], int | None]]:
    for leaf in copy.leaves:
        if chosen_there := chosen(leaf):
            yield chosen_there
        elif isinstance(leaf.block, RichTextBlock):
            links = [link for link in links_of_html(str(leaf.value or "")) if link.kind == "document"]
            yield from ((CourseDocument, key_of(link.target)) for link in links)
    yield CourseImage, key_of(copy.fields.get("image"))
    yield CourseMedia, key_of(copy.fields.get("video"))
    yield from ((CourseDocument, key_of(row.get("document"))) for row in _rows(copy))
