"""Lessons as programs read them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.api.v1.fields import AccessSerializer
from lms_site.api.serializers import StrictSerializer

from .blocks import LessonBodyField
from .course_serializers import LessonBriefSerializer

LONGEST_SECONDS = 86_400


class LessonInCourseSerializer(LessonBriefSerializer):
    """A lesson of a course as its reader finds it."""

    module_number = serializers.IntegerField(help_text="Counts from 1.")
    access = AccessSerializer()
    is_completed = serializers.BooleanField()


class VideoSerializer(serializers.Serializer):
    """The film above the text; its address stands in `files`."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    type = serializers.CharField(help_text="video or audio")
    duration = serializers.FloatField(help_text="Seconds.")
    captions = serializers.IntegerField(allow_null=True, help_text="Id among `files`.")
    transcript = serializers.CharField()


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


class FileSerializer(serializers.Serializer):
    """Where a private file of the lesson can be fetched, by this person and for a few hours."""

    kind = serializers.ChoiceField(choices=["media", "file"])
    id = serializers.IntegerField()
    url = serializers.URLField()


class PlaceSerializer(serializers.Serializer):
    """A lesson before or after another."""

    id = serializers.IntegerField()
    title = serializers.CharField()


class LessonSerializer(serializers.Serializer):
    """An open lesson, whole."""

    id = serializers.IntegerField()
    course = serializers.IntegerField(help_text="Id.")
    title = serializers.CharField()
    number = serializers.IntegerField(help_text="Counts from 1 through the whole course.")
    minutes = serializers.IntegerField()
    is_free_preview = serializers.BooleanField()
    is_required = serializers.BooleanField()
    completes_by_video = serializers.BooleanField()
    is_completed = serializers.BooleanField()
    access = AccessSerializer()
    body = LessonBodyField()
    video = VideoSerializer(allow_null=True)
    files = FileSerializer(many=True)
    previous = PlaceSerializer(allow_null=True)
    next = PlaceSerializer(allow_null=True)


class CompleteSerializer(StrictSerializer):
    """How the lesson was finished."""

    how = serializers.ChoiceField(
        choices=["button", "video"], default="button", help_text="`video`: played to its end."
    )


class CompletionSerializer(serializers.Serializer):
    """A finished lesson, and how far the course is with it."""

    lesson = serializers.IntegerField()
    completed_at = serializers.DateTimeField()
    percent = serializers.IntegerField(help_text="Of the required lessons.")
    is_course_completed = serializers.BooleanField()


class SpansField(serializers.ListField):
    """Parts of a video as pairs of whole seconds."""

    child = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=LONGEST_SECONDS), min_length=2, max_length=2
    )


class WatchSerializer(StrictSerializer):
    """What was played since the last call."""

    position_seconds = serializers.IntegerField(min_value=0, max_value=LONGEST_SECONDS)
    spans = SpansField(max_length=200, required=False, default=list, help_text="`[[0, 15], [40, 62]]`")


class WatchProgressSerializer(serializers.Serializer):
    """What is known of the video: where it stopped, and which parts were played."""

    position_seconds = serializers.IntegerField()
    spans = SpansField()
    watched_seconds = serializers.IntegerField()
    updated_at = serializers.DateTimeField(allow_null=True)
