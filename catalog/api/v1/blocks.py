"""Fields of serializers that hold streams of blocks."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework.exceptions import ValidationError
from rest_framework.fields import Field
from wagtail.api.rich_text import APIRichText
from wagtail.blocks import StreamBlock, StreamValue

from catalog.blocks import CourseDescription, FaqList, ItemList, LessonBody

from .block_schemas import Describer

TEXT_FORMATS = (APIRichText.FORMAT_HTML, APIRichText.FORMAT_DB_HTML)


class BlocksField(Field):
    """A stream as typed blocks, `{"type": "paragraph", "value": …, "id": …}`, to be read.

    Rich text is HTML whose links work anywhere. `?rich_text_format=db_html` gives the stored form, which keeps
    links to pages as such.
    """

    block_class: type[StreamBlock]

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, **options)

    def to_representation(self, value: StreamValue) -> list[dict[str, Any]]:
        request = self.context.get("request")
        wanted = request.query_params.get("rich_text_format") if request is not None else None
        if wanted and wanted not in TEXT_FORMATS:
            raise ValidationError({"rich_text_format": [" | ".join(TEXT_FORMATS)]})
        return value.stream_block.get_api_representation(value, self.context)


class LessonBodyField(BlocksField):
    """The body of a lesson."""

    block_class = LessonBody


class CourseDescriptionField(BlocksField):
    """The story of a course."""

    block_class = CourseDescription


class ItemListField(BlocksField):
    """Short lines: outcomes, requirements, audience."""

    block_class = ItemList


class FaqField(BlocksField):
    """Questions and answers about a course."""

    block_class = FaqList


class BlocksFieldExtension(OpenApiSerializerFieldExtension):
    """Describes each type of block by a component of its own."""

    target_class = BlocksField
    match_subclasses = True

    def map_serializer_field(self, auto_schema, direction) -> dict[str, Any]:
        return Describer(auto_schema.registry, is_input=False).stream(self.target.block_class())
