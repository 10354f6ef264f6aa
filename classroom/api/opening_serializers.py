"""When modules open, as programs read and write it."""

from rest_framework import serializers

from lms_site.api.serializers import StrictSerializer


class ModuleOpeningSerializer(serializers.Serializer):
    """A module of the batch's course."""

    module = serializers.UUIDField(source="key", help_text="The key that all languages of the module share.")
    title = serializers.CharField()
    by_course = serializers.DateTimeField(allow_null=True, help_text="When the course opens it; null: from the start.")
    opens_at = serializers.DateTimeField(
        allow_null=True, help_text="The fixed date in this batch; null: as the course."
    )


class ModuleDateSerializer(StrictSerializer):
    """A module with its fixed date."""

    module = serializers.UUIDField()
    opens_at = serializers.DateTimeField()


class OwnOpeningSerializer(StrictSerializer):
    """When a module opens to one member."""

    opens_at = serializers.DateTimeField(allow_null=True, help_text="Null: it is open now.")
