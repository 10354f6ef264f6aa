"""Learning paths as programs read them."""

from rest_framework import serializers

from catalog.api.v1.fields import AddressField
from lms_site.api.serializers import SparseFields

from .course_serializers import CourseCardSerializer


class PathBriefSerializer(SparseFields, serializers.Serializer):
    """A learning path in a list."""

    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    subtitle = serializers.CharField()
    html_url = AddressField(source="get_url")
    is_fixed_order = serializers.BooleanField()
    has_certificate = serializers.BooleanField()
    course_count = serializers.IntegerField()


class PathSerializer(PathBriefSerializer):
    """A learning path with its courses."""

    introduction = serializers.CharField(help_text="HTML.")
    courses = CourseCardSerializer(many=True)


class PathStepSerializer(serializers.Serializer):
    """One course of a path, for one person."""

    number = serializers.IntegerField()
    course = serializers.IntegerField(source="card.course_id", help_text="Id.")
    title = serializers.CharField(source="card.title")
    state = serializers.CharField(help_text="done, open, locked, paid or closed; empty for who is not on the path.")
    percent = serializers.IntegerField()


class PathProgressSerializer(serializers.Serializer):
    """How far the caller is on a path."""

    percent = serializers.IntegerField(source="enrollment.percent")
    enrolled_at = serializers.DateTimeField(source="enrollment.enrolled_at")
    completed_at = serializers.DateTimeField(source="enrollment.completed_at", allow_null=True)
    steps = PathStepSerializer(many=True)
    certificate = serializers.UUIDField(source="certificate.uuid", default=None, allow_null=True)
