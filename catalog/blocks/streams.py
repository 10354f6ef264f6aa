"""The two bodies made of blocks: a lesson and the description of a course."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamBlock, StreamValue

from catalog.blocks.code_and_math import CodeBlock, FormulaBlock
from catalog.blocks.disclosure import AccordionBlock, TabsBlock
from catalog.blocks.films import EmbedFilmBlock, FilmBlock
from catalog.blocks.media import FileBlock, PictureBlock, SoundBlock
from catalog.blocks.question import QuestionBlock
from catalog.blocks.tables import TableOfDataBlock
from catalog.blocks.text import (
    CalloutBlock,
    HeadingBlock,
    ParagraphBlock,
    QuoteBlock,
    SharedTextBlock,
    heading_anchor,
)


@dataclass(frozen=True)
class Heading:
    """A heading of a body: its tag, its words, the id to link to."""

    tag: str
    text: str
    anchor: str


@dataclass(frozen=True)
class Part:
    """A block of a body with what makes it unique on the page."""

    child: StreamValue.StreamChild
    key: str
    anchor: str = ""


def body_parts(body: StreamValue) -> list[Part]:
    """Return the blocks of `body`, each with a key; headings with an anchor that no other heading has."""
    parts, taken = [], set()
    for number, child in enumerate(body, start=1):
        anchor = ""
        if child.block_type == "heading":
            anchor = _free(heading_anchor(child.value.get("text") or ""), taken)
            taken.add(anchor)
        parts.append(Part(child, f"b{number}", anchor))
    return parts


def body_headings(body: StreamValue) -> list[Heading]:
    """Return the headings of `body` in order, for a table of contents."""
    return [
        Heading(part.child.value.tag, part.child.value.get("text") or "", part.anchor)
        for part in body_parts(body)
        if part.anchor
    ]


def _free(anchor: str, taken: set[str]) -> str:
    candidate, number = anchor, 1
    while candidate in taken:
        number += 1
        candidate = f"{anchor}-{number}"
    return candidate


class BodyBlock(StreamBlock):
    """A stream whose blocks know their anchor and their key on the page while they are rendered."""

    def get_context(self, value: StreamValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["parts"] = body_parts(value)
        return context

    class Meta:
        template = "blocks/body.html"


class CourseDescription(BodyBlock):
    """The story of a course: the blocks that make sense before anybody has enrolled.

    No uploaded films: their addresses are signed for readers of a lesson.
    """

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    image = PictureBlock()
    embed = EmbedFilmBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    accordion = AccordionBlock()


class LessonBody(BodyBlock):
    """Everything that a lesson can be made of."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    callout = CalloutBlock()
    quote = QuoteBlock()
    table = TableOfDataBlock()
    snippet = SharedTextBlock()
    image = PictureBlock()
    video = FilmBlock()
    audio = SoundBlock()
    embed = EmbedFilmBlock()
    file = FileBlock()
    code = CodeBlock()
    math = FormulaBlock()
    question = QuestionBlock()
    accordion = AccordionBlock()
    tabs = TabsBlock()
