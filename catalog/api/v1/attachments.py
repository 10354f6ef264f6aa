"""The files that go with a lesson."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from catalog.models import LessonAttachment
from lms_site.api.views import PublicApiView

from . import examples
from .open_lessons import address, open_lesson


class AttachmentSerializer(serializers.Serializer):
    """A file that goes with a lesson; `url` works for this person alone, and for a few hours."""

    id = serializers.IntegerField(source="document_id")
    title = serializers.SerializerMethodField()
    filename = serializers.CharField(source="document.filename")
    size = serializers.IntegerField(source="document.file_size", allow_null=True, help_text="Bytes.")
    url = serializers.SerializerMethodField()

    def get_title(self, row) -> str:
        return row.label or row.document.title

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, row) -> str:
        return self.context["file_url"]("file", row.document_id)


class AttachmentsView(PublicApiView):
    """The files that go with a lesson."""

    serializer_class = AttachmentSerializer
    pagination_class = None

    @extend_schema(
        tags=["Lessons"],
        summary="List the files of a lesson",
        responses=AttachmentSerializer(many=True),
        examples=[examples.ATTACHMENT],
    )
    def get(self, request, pk: int):
        """Addresses work for the caller alone, and for a few hours."""
        open_lesson(request, pk)
        rows = LessonAttachment.objects.filter(lesson=pk).select_related("document").order_by("sort_order")
        context = {"file_url": lambda kind, file_id: address(kind, file_id, pk, request.user)}
        return Response(AttachmentSerializer(rows, many=True, context=context).data)
