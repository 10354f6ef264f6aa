"""The field of a body that is sent."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework.fields import Field
from wagtail.blocks import StreamBlock

from catalog.api.v1.block_schemas import Describer


class TypedBlocks(Field):
    """Blocks as they are written: chosen things by id, rich text as stored HTML. The service judges them."""

    def __init__(self, block_class: type[StreamBlock], **options: Any) -> None:
        super().__init__(default=list, **options)
        self.block_class = block_class

    def to_internal_value(self, data: Any) -> Any:
        return data

    def to_representation(self, value: Any) -> Any:
        return value


class TypedBlocksExtension(OpenApiSerializerFieldExtension):
    """Describes each type of block as it is written."""

    target_class = TypedBlocks

    def map_serializer_field(self, auto_schema, direction) -> dict[str, Any]:
        return Describer(auto_schema.registry, is_input=True).stream(self.target.block_class())
