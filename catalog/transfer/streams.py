"""Streams of an archive, with its numbers turned into keys of this database."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from wagtail.blocks import ChooserBlock, RichTextBlock, StreamBlock

from catalog.blocks.raw import Leaf, UnknownBlock, rebuilt
from catalog.models import ReusableText

from .links import unpacked_html
from .refused import damaged
from .shape import KINDS

_BLOCK_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


@dataclass(frozen=True)
class Keys:
    """Numbers of the archive -> keys of the database; a text without a key becomes a paragraph."""

    files: dict[str, dict[int, int]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    pages: dict[int, int] = field(default_factory=dict)
    texts: dict[int, int] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)  # texts to be written out, by number


def unpacked_stream(block: StreamBlock, stored: list, keys: Keys) -> list[dict[str, Any]]:
    """The stored form of a stream. Raises ArchiveRefused for blocks and references that are not known."""
    try:
        made = rebuilt(block, [_written_out(part, keys) for part in stored], lambda leaf: _leaf(leaf, keys))
    except UnknownBlock as error:
        raise damaged(str(error.args[0])[:60]) from error
    return [part if _BLOCK_ID.fullmatch(part.get("id", "x")) else _without_id(part) for part in made]


def _without_id(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name != "id"}


def _written_out(part: Any, keys: Keys) -> Any:
    """A reusable text that cannot be one here becomes a paragraph with its words."""
    if not isinstance(part, dict) or not isinstance(part.get("type"), str):
        raise damaged("blocks")
    number = part.get("value")
    if part["type"] == "snippet" and isinstance(number, int) and number in keys.words:
        return {**part, "type": "paragraph", "value": keys.words[number]}
    return part


def _leaf(leaf: Leaf, keys: Keys) -> Any:
    if isinstance(leaf.block, RichTextBlock):
        return unpacked_html(str(leaf.value or ""), keys.pages, keys.files["document"])
    if not isinstance(leaf.block, ChooserBlock):
        return leaf.value
    if leaf.value is None:
        return None
    model = leaf.block.model_class
    known = keys.texts if model is ReusableText else keys.files[_kind_of(model)]
    if not isinstance(leaf.value, int) or leaf.value not in known:
        raise damaged(f"{leaf.field or leaf.top_type}: {str(leaf.value)[:20]}")
    return known[leaf.value]


def _kind_of(model: type) -> str:
    for kind, known in KINDS.items():
        if known is model:
            return kind
    raise damaged(model.__name__)
