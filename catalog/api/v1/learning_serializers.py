"""Enrollments, progress, learning paths and certificates as programs read them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.api.v1.fields import AddressField
from catalog.services.certificates import verification_url
from lms_site.api.serializers import SparseFields, StrictSerializer
from lms_site.links import absolute_url

from .course_serializers import CourseCardSerializer
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


class CertificateSerializer(serializers.Serializer):
    """A certificate of the caller."""

    id = serializers.UUIDField(source="uuid")
    recipient_name = serializers.CharField()
    title = serializers.CharField(source="course_title", help_text="Of the course or learning path.")
    is_of_path = serializers.BooleanField()
    instructor_names = serializers.CharField()
    hours = serializers.FloatField()
    completed_at = serializers.DateTimeField()
    is_revoked = serializers.BooleanField()
    html_url = serializers.SerializerMethodField(help_text="Where anybody can check it.")
    pdf_url = serializers.SerializerMethodField()

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_html_url(self, certificate) -> str:
        return verification_url(certificate)

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_pdf_url(self, certificate) -> str:
        return f"{verification_url(certificate)}pdf/"


class VerificationSerializer(serializers.Serializer):
    """What anybody may know of a certificate whose number they have."""

    id = serializers.UUIDField(source="uuid")
    is_valid = serializers.SerializerMethodField()
    revoked_at = serializers.DateTimeField(allow_null=True)
    revoked_reason = serializers.CharField()
    recipient_name = serializers.CharField()
    title = serializers.CharField(source="course_title")
    is_of_path = serializers.BooleanField()
    instructor_names = serializers.CharField()
    hours = serializers.FloatField()
    completed_at = serializers.DateTimeField()

    def get_is_valid(self, certificate) -> bool:
        return not certificate.is_revoked


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
