"""Certificates as programs read them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.services.certificates import verification_url


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
