"""Batches as programs read them."""

from rest_framework import serializers

from lms_site.api.serializers import SparseFields, StrictSerializer


class BatchSerializer(SparseFields, serializers.Serializer):
    """People who learn a course together; days are those of `timezone`."""

    id = serializers.IntegerField(source="pk")
    course = serializers.UUIDField(source="course_key", help_text="The key that all languages of the course share.")
    name = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(help_text="The last day.")
    timezone = serializers.CharField(help_text="As in Asia/Jakarta.")
    joining = serializers.CharField(help_text="anybody, code, purchase or staff: who may join by themselves.")
    joins_from = serializers.DateTimeField(allow_null=True)
    joins_until = serializers.DateTimeField(allow_null=True)
    seats = serializers.IntegerField(source="stock.capacity", allow_null=True, help_text="Null: no end.")
    seats_left = serializers.IntegerField(source="stock.left", allow_null=True)
    member_count = serializers.IntegerField()
    is_member = serializers.BooleanField(help_text="Whether the caller learns in it.")
    is_teacher = serializers.BooleanField(help_text="Whether the caller teaches it.")
    is_waiting = serializers.BooleanField(help_text="Whether the caller is on its waitlist.")
    archived_at = serializers.DateTimeField(allow_null=True)


class CodeSerializer(StrictSerializer):
    """A code as it stands on the board; capitals, spaces and hyphens do not matter."""

    code = serializers.CharField(max_length=20)
