"""Enrollments and progress as programs read them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from lms_site.api.serializers import SparseFields, StrictSerializer
from lms_site.links import absolute_url

from .lesson_serializers import PlaceSerializer


class EnrollSerializer(StrictSerializer):
    """Free courses need nothing; others a code until they can be bought."""

    code = serializers.CharField(max_length=40, required=False, allow_blank=True, help_text="An enrollment code.")


class EnrolledCourseSerializer(serializers.Serializer):
    """The course of an enrollment; null in the row when the course is gone."""

    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    html_url = serializers.SerializerMethodField()
    cover_url = serializers.SerializerMethodField()

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_html_url(self, course) -> str:
        return course.card.url and absolute_url(course.card.url) if hasattr(course, "card") else ""

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_cover_url(self, course) -> str:
        return absolute_url(course.card.cover_url) if hasattr(course, "card") else ""


class EnrollmentSerializer(SparseFields, serializers.Serializer):
    """A learner's run of a course."""

    id = serializers.IntegerField(source="run.pk")
    course = EnrolledCourseSerializer(allow_null=True)
    percent = serializers.IntegerField(source="run.percent", help_text="Of the required lessons.")
    completed_count = serializers.IntegerField(source="run.completed_count")
    required_count = serializers.IntegerField(source="run.required_count")
    enrolled_at = serializers.DateTimeField(source="run.enrolled_at")
    last_seen_at = serializers.DateTimeField(source="run.last_seen_at", allow_null=True)
    completed_at = serializers.DateTimeField(source="run.completed_at", allow_null=True)
    is_open = serializers.BooleanField(help_text="Whether the lessons may be read now.")
    next_lesson = PlaceSerializer(allow_null=True)
    certificate = serializers.UUIDField(allow_null=True)


class ProgressSerializer(EnrollmentSerializer):
    """How far the caller is in one course."""

    completed_lessons = serializers.ListField(child=serializers.IntegerField(), help_text="Ids.")
