"""JSON schemas of blocks, made from the blocks themselves: a component for each type, told apart by `type`.

Every type has two: as it is read (`ParagraphBlock`), with links that work anywhere and with what the server
adds, and as it is written (`ParagraphBlockInput`), where a chosen thing is its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from drf_spectacular.plumbing import ResolvedComponent
from wagtail.blocks import (
    Block,
    BooleanBlock,
    ChoiceBlock,
    ChooserBlock,
    FieldBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)

from catalog.blocks.choosers import AudioChooser, FileChooser, ImageChooser, SharedTextChooser, VideoChooser
from catalog.blocks.sent_tables import GRID_FLAGS, GRID_NOTES, GRID_TEXTS
from catalog.blocks.tables import GridBlock
from catalog.blocks.typed import LARGEST_KEY, MOST_BLOCKS, MOST_IN_ID

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
ID: Schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_KEY}
ADDED: dict[str, Schema] = {
    "provider": {**TEXT_OR_NULL, "description": "Who shows the film; null when its address is not known."},
    "player_url": {**TEXT_OR_NULL, "description": "The address of the player, for a frame."},
    "mathml": {**TEXT_OR_NULL, "description": "The formula in MathML; null when it has a mistake."},
}
RENDITION: Schema = {
    "type": "object",
    "required": ["url", "width", "height"],
    "properties": {"url": TEXT, "width": {"type": "integer"}, "height": {"type": "integer"}},
}
MEDIA: dict[str, Schema] = {"type": TEXT, "duration": {"type": ["number", "null"], "description": "Seconds."}}
CHOSEN: dict[type[Block], dict[str, Schema]] = {
    ImageChooser: {
        "renditions": {
            "type": "object",
            "description": "`small`, `medium`, `large`; empty when the file is missing.",
            "additionalProperties": RENDITION,
        }
    },
    FileChooser: {"size": {"type": ["integer", "null"], "description": "Bytes."}, "content_type": TEXT},
    VideoChooser: MEDIA,
    AudioChooser: MEDIA,
    SharedTextChooser: {"text": {**TEXT, "description": "HTML."}},
}
GRID: Schema = {
    "type": ["object", "null"],
    "required": ["data"],
    "properties": {
        "data": {
            "type": "array",
            "maxItems": 200,
            "items": {"type": "array", "maxItems": 20, "items": {**TEXT_OR_NULL, "maxLength": 1000}},
        },
        **dict.fromkeys(GRID_TEXTS, TEXT_OR_NULL),
        **{name: {"type": ["boolean", "null"]} for name in GRID_FLAGS},
        **{name: {"description": "A note of the editor's grid; not shown."} for name in GRID_NOTES},
    },
    "description": "Rows of cells; `table_header_choice` is `row`, `column`, `both` or `neither`.",
}


@dataclass(frozen=True)
class Describer:
    """Makes the schemas of one direction; types of blocks become components of `registry`."""

    registry: Any
    is_input: bool

    def stream(self, block: StreamBlock) -> Schema:
        """A list of typed blocks."""
        refs = {name: self.component(name, child) for name, child in block.child_blocks.items()}
        items: Schema = {
            "oneOf": list(refs.values()),
            "discriminator": {
                "propertyName": "type",
                "mapping": {name: ref["$ref"] for name, ref in refs.items()},
            },
        }
        return {"type": "array", "maxItems": block.meta.max_num or MOST_BLOCKS, "items": items}

    def component(self, name: str, block: Block) -> Schema:
        """A reference to the component of a block of the type `name`."""
        component = ResolvedComponent(name=self._name(name, block), type=ResolvedComponent.SCHEMA, object=type(block))
        if component not in self.registry:
            component.schema = self._typed(name, block)
            self.registry.register(component)
        return component.ref

    def _name(self, name: str, block: Block) -> str:
        own = type(block).__name__.removesuffix("Block") if name == "item" else name.title()
        return f"{own}Block{'Input' if self.is_input else ''}"

    def _typed(self, name: str, block: Block) -> Schema:
        schema: Schema = {
            "type": "object",
            "required": ["type", "value"] if self.is_input else ["type", "value", "id"],
            "properties": {
                "type": {"type": "string", "const": name},
                "value": self.value(block),
                "id": {**TEXT_OR_NULL, "description": "Names the block; send it back to keep it the same block."},
            },
        }
        about = str(getattr(block.meta, "description", "") or "")
        if self.is_input:
            schema["additionalProperties"] = False
            schema["properties"]["id"] |= {"maxLength": MOST_IN_ID}
        return {**schema, "description": about} if about else schema

    def value(self, block: Block) -> Schema:
        """The schema of the value of any block."""
        if isinstance(block, StreamBlock):
            return self.stream(block)
        if isinstance(block, ListBlock):
            limit = {"maxItems": block.meta.max_num or MOST_BLOCKS} if self.is_input else {}
            return {"type": "array", "items": self.value(block.child_block), **limit}
        if isinstance(block, StructBlock):
            return self._struct(block)
        if isinstance(block, ChooserBlock):
            return self._choice(block)
        return self._leaf(block)

    def _struct(self, block: StructBlock) -> Schema:
        fields = {name: self.value(child) for name, child in block.child_blocks.items()}
        added = {name: ADDED[name] for name in getattr(block, "added_to_answers", ())}
        schema: Schema = {"type": "object", "properties": {**fields, **added}}
        if self.is_input:
            return {**schema, "additionalProperties": False}
        return {**schema, "required": [*fields, *added]}

    def _choice(self, block: ChooserBlock) -> Schema:
        if self.is_input:
            as_read = {"type": "object", "required": ["id"], "properties": {"id": ID}}
            return {"oneOf": [ID, as_read, {"type": "null"}], "description": "Its id, or the object that was read."}
        facts = {"id": ID, "title": TEXT, **CHOSEN.get(_kind(block), {})}
        return {"type": ["object", "null"], "required": list(facts), "properties": facts}

    def _leaf(self, block: Block) -> Schema:
        if isinstance(block, GridBlock):
            return {**GRID, "additionalProperties": False} if self.is_input else GRID
        if isinstance(block, BooleanBlock):
            return {"type": ["boolean", "null"]}
        if isinstance(block, ChoiceBlock):
            return {"type": "string", "enum": [str(value) for value, _label in block.field.choices if value != ""]}
        schema: Schema = {**TEXT, "description": "HTML."} if isinstance(block, RichTextBlock) else {**TEXT}
        longest = getattr(block.field, "max_length", None) if isinstance(block, FieldBlock) else None
        if longest and self.is_input and not isinstance(block, RichTextBlock):
            schema["maxLength"] = longest
        return schema


def _kind(block: ChooserBlock) -> type[Block]:
    return next((kind for kind in CHOSEN if isinstance(block, kind)), type(block))
