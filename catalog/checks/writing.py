"""Rules about what is written: is there anything, does it say what it is for, can it be taken in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.html import strip_tags
from wagtail.blocks import CharBlock, RichTextBlock, TextBlock

from catalog.blocks.raw import Leaf, stored_blocks
from catalog.blocks.tables import GridBlock
from catalog.models import CoursePage, LessonPage

from .finding import Note
from .material import PageCopy

LONG_MINUTES = 60
LONG_WORDS = 4000
_WORD = re.compile(r"\w+")
# Read while watching or listening, if at all.
NOT_READ = {"transcript"}


def course_promises(page: PageCopy) -> Iterator[Note]:
    """Outcomes and summary of the course."""
    if page.model is not CoursePage:
        return
    if not any(str(part.get("value") or "").strip() for part in stored_blocks(page.fields.get("outcomes"))):
        yield Note("no_outcomes", page.id, page.title)
    if not (page.fields.get("summary") or "").strip():
        yield Note("no_summary", page.id, page.title)


def lesson_has_content(page: PageCopy) -> Iterator[Note]:
    """A lesson has a text, a video or a file."""
    if page.model is not LessonPage or page.fields.get("video") or page.fields.get("attachments"):
        return
    if not any(_says_something(leaf) for leaf in page.leaves):
        yield Note("empty_lesson", page.id, page.title)


def lesson_length(page: PageCopy) -> Iterator[Note]:
    """A lesson is read in one sitting."""
    if page.model is not LessonPage:
        return
    minutes = page.fields.get("expected_minutes") or 0
    if minutes > LONG_MINUTES:
        yield Note("long_minutes", page.id, page.title, details={"minutes": minutes})
    words = sum(len(_WORD.findall(text_of(leaf))) for leaf in page.leaves if leaf.field not in NOT_READ)
    if words > LONG_WORDS:
        yield Note("long_words", page.id, page.title, details={"words": words})


def heading_levels(page: PageCopy) -> Iterator[Note]:
    """A part of a section stands inside a section: no level is skipped below the page's title."""
    for _name, _block, raw in page.streams():
        for part in stored_blocks(raw):
            value = part.get("value")
            if part["type"] != "heading" or not isinstance(value, dict):
                continue
            if value.get("level") != "h3":
                break
            heading = str(value.get("text") or "")
            yield Note("heading_skips", page.id, page.title, str(part.get("id") or ""), {"heading": heading})


def text_of(leaf: Leaf) -> str:
    """The words of a value; nothing for switches, choices and chosen things."""
    if isinstance(leaf.block, RichTextBlock):
        return strip_tags(str(leaf.value or ""))
    if isinstance(leaf.block, GridBlock):
        return " ".join(_cells(leaf.value))
    if isinstance(leaf.block, CharBlock | TextBlock):
        return str(leaf.value or "")
    return ""


def _cells(grid: Any) -> Iterator[str]:
    rows = grid.get("data") if isinstance(grid, dict) else None
    for row in rows if isinstance(rows, list) else []:
        yield from (str(cell) for cell in (row if isinstance(row, list) else []) if cell)


def _says_something(leaf: Leaf) -> bool:
    is_chosen = hasattr(leaf.block, "model_class") or hasattr(leaf.block, "target_model")
    return bool(text_of(leaf).strip() or (is_chosen and leaf.value) or _is_address(leaf))


def _is_address(leaf: Leaf) -> bool:
    return leaf.field in {"url", "embed_url"} and bool(leaf.value)


RULES = (course_promises, lesson_has_content, lesson_length, heading_levels)
