"""Blocks as programs write them: `[{"type": "paragraph", "value": "<p>…</p>", "id": …}, …]`.

A chosen thing is its id, a list holds its items as they are, rich text is the stored HTML. `stored` reads
that form, `written` gives it of what is stored, without a query: what one gives the other takes.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import (
    Block,
    BooleanBlock,
    ChooserBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)

from catalog.markup import clean_rich_text

from .raw import key_of, stored_blocks
from .sent import Chosen, Reading, is_json, knows_only, read_text
from .sent_tables import stored_grid, written_grid
from .tables import GridBlock

MOST_BLOCKS = 500
MOST_IN_ID = 64
LARGEST_KEY = 2**63 - 1
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def stored(stream: StreamBlock, sent: Any, *, place: str, reading: Reading) -> list[dict[str, Any]]:
    """The stored form of a stream that a program has sent. What does not fit is told to `reading` and left out.

    Checks shape and types alone; what a text may say and a block must have is for the blocks themselves.
    """
    if not is_json(sent, list, place, reading):
        return []
    if len(sent) > MOST_BLOCKS:
        reading.refuse(place, _("At most %(count)d blocks.") % {"count": MOST_BLOCKS})
        return []
    parts = [_part(stream, part, f"{place}.{number}", reading) for number, part in enumerate(sent)]
    seen: set[str] = set()
    for part in parts:
        if part.get("id") in seen:
            del part["id"]
        seen |= {part["id"]} if "id" in part else set()
    return [part for part in parts if part]


def _part(stream: StreamBlock, part: Any, place: str, reading: Reading) -> dict[str, Any]:
    if not is_json(part, dict, place, reading) or not knows_only(part, {"type", "value", "id"}, place, reading):
        return {}
    kind = part.get("type")
    block = stream.child_blocks.get(kind) if isinstance(kind, str) else None
    if block is None:
        names = ", ".join(stream.child_blocks)
        reading.refuse(f"{place}.type", _("One of these: %(names)s.") % {"names": names})
        return {}
    if "value" not in part:
        reading.refuse(f"{place}.value", _("The value is missing."))
        return {}
    made = {"type": kind, "value": _value(block, part["value"], f"{place}.value", reading)}
    own_id = part.get("id")
    if own_id is None:
        return made
    if not (isinstance(own_id, str) and own_id.isascii() and own_id.isprintable() and len(own_id) <= MOST_IN_ID):
        reading.refuse(f"{place}.id", _("The id of a block is a short text, as it was read, or is left out."))
        return made
    return {**made, "id": own_id}


def _value(block: Block, value: Any, place: str, reading: Reading) -> Any:
    if isinstance(block, StreamBlock):
        return stored(block, value, place=place, reading=reading)
    if isinstance(block, ListBlock):
        return _items(block, value, place, reading)
    if isinstance(block, StructBlock):
        return _fields(block, value, place, reading)
    if isinstance(block, ChooserBlock):
        return _key(block, value, place, reading)
    if isinstance(block, GridBlock):
        return stored_grid(value, place, reading)
    if isinstance(block, BooleanBlock):
        return value if value is None or is_json(value, bool, place, reading) else False
    return read_text(value, place, reading)


def _items(block: ListBlock, value: Any, place: str, reading: Reading) -> list[Any]:
    if not is_json(value, list, place, reading):
        return []
    if len(value) > MOST_BLOCKS:
        reading.refuse(place, _("At most %(count)d blocks.") % {"count": MOST_BLOCKS})
        return []
    return [_value(block.child_block, item, f"{place}.{number}", reading) for number, item in enumerate(value)]


def _fields(block: StructBlock, value: Any, place: str, reading: Reading) -> dict[str, Any]:
    added = getattr(block, "added_to_answers", ())
    if not is_json(value, dict, place, reading) or not knows_only(value, {*block.child_blocks, *added}, place, reading):
        return {}
    return {
        name: _value(child, value[name], f"{place}.{name}", reading)
        for name, child in block.child_blocks.items()
        if name in value
    }


def _key(block: ChooserBlock, value: Any, place: str, reading: Reading) -> int | None:
    if value is None:
        return None
    named = value.get("id") if isinstance(value, dict) else value
    if isinstance(named, bool) or not isinstance(named, int) or not 1 <= named <= LARGEST_KEY:
        reading.refuse(place, _("Name it by its id, or by null for none."))
        return None
    reading.chosen.append(Chosen(place, block.model_class, named))
    return named


def written(stream: StreamBlock, raw: Any) -> list[dict[str, Any]]:
    """What a program would have written to get the stored stream `raw`; blocks that are not known are left out."""
    return [
        {
            "type": part["type"],
            "value": _written(stream.child_blocks[part["type"]], part.get("value")),
            "id": part.get("id"),
        }
        for part in stored_blocks(raw)
        if part["type"] in stream.child_blocks
    ]


def _written(block: Block, value: Any) -> Any:
    if isinstance(block, StreamBlock):
        return written(block, value)
    if isinstance(block, ListBlock):
        return [_written(block.child_block, _unwrapped(item)) for item in (value if isinstance(value, list) else [])]
    if isinstance(block, StructBlock):
        return _written_fields(block, value if isinstance(value, dict) else {})
    if isinstance(block, ChooserBlock):
        return key_of(value)
    if isinstance(block, GridBlock):
        return written_grid(value)
    if isinstance(block, BooleanBlock):
        return bool(value)
    text = "" if value is None else str(value)
    return _BLOCK_KEY.sub("", clean_rich_text(text)) if isinstance(block, RichTextBlock) else text


def _written_fields(block: StructBlock, fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _written(child, fields[name] if name in fields else child.get_prep_value(child.get_default()))
        for name, child in block.child_blocks.items()
    }


def _unwrapped(item: Any) -> Any:
    is_wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
    return item["value"] if is_wrapped else item


def unchanged_kept(stream: StreamBlock, old: Any, new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """`new`, but each block that says what it said before stays as it was stored, ids within it included.

    A block is known again by its id; one that was sent without it, by its place.
    """
    before = stored_blocks(old)
    by_id = {part["id"]: part for part in before if part.get("id")}
    return [
        _kept(stream, by_id.get(part["id"]) if "id" in part else _at(before, number), part)
        for number, part in enumerate(new)
    ]


def _at(parts: list[dict[str, Any]], number: int) -> dict[str, Any] | None:
    return parts[number] if number < len(parts) else None


def _kept(stream: StreamBlock, old: dict[str, Any] | None, new: dict[str, Any]) -> dict[str, Any]:
    if old is None or old["type"] != new["type"]:
        return new
    block = stream.child_blocks[new["type"]]
    return dict(old) if _written(block, old.get("value")) == _written(block, new["value"]) else new
