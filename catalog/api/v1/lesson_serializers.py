"""Lessons as programs read them."""

from rest_framework import serializers

from catalog.api.v1.fields import AccessSerializer
from lms_site.api.serializers import StrictSerializer

from .blocks import LessonBodyField
from .course_serializers import LessonBriefSerializer


class LessonInCourseSerializer(LessonBriefSerializer):
    """A lesson of a course as its reader finds it."""

    course = serializers.IntegerField(help_text="Id.")
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
