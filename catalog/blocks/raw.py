"""Walking through the stored data of a stream without making values of it.

A course has hundreds of blocks; making values would ask the database for every picture and file of
every lesson. The stored form is plain JSON, and what it refers to is looked up for all at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from wagtail.blocks import Block, ChooserBlock, ListBlock, StreamBlock, StructBlock


class UnknownBlock(ValueError):
    """The stored data names a block that this stream does not have, or has another shape; `args[0]` says which."""


@dataclass(frozen=True)
class Leaf:
    """A value that holds no other blocks: the block it belongs to, its field, the top block around it."""

    block: Block
    value: Any
    field: str
    top_id: str
    top_type: str


@dataclass(frozen=True)
class Place:
    """Where in a stream the walk is."""

    field: str = ""
    top_id: str = ""
    top_type: str = ""


Change = Callable[[Leaf], Any]


def stored_blocks(raw: Any) -> list[dict[str, Any]]:
    """The list of blocks in a stored stream, whether as JSON text (revisions) or as plain data."""
    if isinstance(raw, str):
        try:
            raw = json.loads(raw or "[]")
        except ValueError:
            return []
    return [part for part in raw or [] if isinstance(part, dict) and isinstance(part.get("type"), str)]


def leaves(stream: StreamBlock, raw: Any) -> Iterator[Leaf]:
    """Every value of a stored stream, in order; blocks that the stream does not know are passed over."""
    found: list[Leaf] = []
    for part in stored_blocks(raw):
        if part["type"] in stream.child_blocks:
            rebuilt(stream, [part], lambda leaf: found.append(leaf))
    return iter(found)


def chosen(leaf: Leaf) -> tuple[type[Model], int] | None:
    """What a chooser has chosen: model and key; None for other blocks and where nothing is chosen."""
    if not isinstance(leaf.block, ChooserBlock):
        return None
    key = key_of(leaf.value)
    return (leaf.block.model_class, key) if key else None


def key_of(value: Any) -> int | None:
    """The key in a stored value: a number, digits, or `{"id": 7}`."""
    value = value.get("id") if isinstance(value, dict) else value
    if isinstance(value, bool):
        return None
    return value if isinstance(value, int) else int(value) if isinstance(value, str) and value.isdecimal() else None


def rebuilt(stream: StreamBlock, raw: Any, change: Change) -> list[dict[str, Any]]:
    """A copy of a stored stream in which each leaf is what `change` makes of it.

    Raises UnknownBlock for a block that the stream does not have.
    """
    return [_part(stream, part, change, Place()) for part in stored_blocks(raw)]


def _part(stream: StreamBlock, part: dict[str, Any], change: Change, place: Place) -> dict[str, Any]:
    block = stream.child_blocks.get(part["type"])
    if block is None:
        raise UnknownBlock(part["type"])
    own_id = str(part.get("id") or "")
    inner = place if place.top_id else Place("", own_id, part["type"])
    made = {"type": part["type"], "value": _value(block, part.get("value"), change, inner)}
    return {**made, "id": own_id} if own_id else made


def _value(block: Block, value: Any, change: Change, place: Place) -> Any:
    if isinstance(block, StreamBlock):
        return [_part(block, part, change, place) for part in stored_blocks(value)]
    if isinstance(block, ListBlock):
        return [_item(block, item, change, place) for item in (value if isinstance(value, list) else [])]
    if isinstance(block, StructBlock):
        fields = value if isinstance(value, dict) else {}
        return {
            name: _value(child, fields[name], change, Place(name, place.top_id, place.top_type))
            for name, child in block.child_blocks.items()
            if name in fields
        }
    return change(Leaf(block, value, place.field, place.top_id, place.top_type))


def _item(block: ListBlock, item: Any, change: Change, place: Place) -> dict[str, Any]:
    is_wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
    value = item["value"] if is_wrapped else item
    made = {"type": "item", "value": _value(block.child_block, value, change, place)}
    return {**made, "id": str(item["id"])} if is_wrapped and item.get("id") else made
