"""Progress in a video as programs read and write it."""

from rest_framework import serializers

from lms_site.api.serializers import StrictSerializer

LONGEST_SECONDS = 86_400


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
