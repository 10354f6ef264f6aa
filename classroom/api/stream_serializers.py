"""The stream and the classwork of a batch as programs read and write them."""

from rest_framework import serializers

from classroom.models.announcement import MAX_ANNOUNCEMENT, MAX_COMMENT
from classroom.models.classwork import MAX_MATERIAL
from classroom.signed import batch_file_url
from lms_site.api.serializers import StrictSerializer
from lms_site.links import absolute_url


class WriterSerializer(serializers.Serializer):
    """Whoever wrote something."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()


class BatchFileSerializer(serializers.Serializer):
    """A file that hangs on something."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    url = serializers.SerializerMethodField(help_text="For the caller alone, for a few hours.")

    def get_url(self, file) -> str:
        return absolute_url(batch_file_url(file.pk, self.context["request"].user.pk))


class AnnouncementSerializer(serializers.Serializer):
    """An announcement. `published_at` is null for one that waits; without `publish_at` that is a draft."""

    id = serializers.IntegerField(source="announcement.pk")
    author = WriterSerializer(source="announcement.author", allow_null=True)
    text = serializers.CharField(source="announcement.text", help_text="Markdown.")
    html = serializers.CharField(source="announcement.html", help_text="What was made of it, harmless.")
    is_pinned = serializers.BooleanField(source="announcement.is_pinned")
    by_mail = serializers.BooleanField(source="announcement.by_mail")
    publish_at = serializers.DateTimeField(source="announcement.publish_at", allow_null=True)
    published_at = serializers.DateTimeField(source="announcement.published_at", allow_null=True)
    edited_at = serializers.DateTimeField(source="announcement.edited_at", allow_null=True)
    comment_count = serializers.IntegerField()
    files = BatchFileSerializer(many=True)


class WriteAnnouncementSerializer(StrictSerializer):
    """What is announced, in markdown; without `publish_at` it goes out at once."""

    text = serializers.CharField(max_length=MAX_ANNOUNCEMENT)
    publish_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    is_pinned = serializers.BooleanField(required=False, default=False)
    by_mail = serializers.BooleanField(required=False, default=True)


class ChangeAnnouncementSerializer(StrictSerializer):
    """What is to be otherwise; what is left out stays. `publish_at` null keeps one that waits as a draft."""

    text = serializers.CharField(max_length=MAX_ANNOUNCEMENT, required=False)
    publish_at = serializers.DateTimeField(required=False, allow_null=True)
    is_pinned = serializers.BooleanField(required=False)
    by_mail = serializers.BooleanField(required=False)


class CommentSerializer(serializers.Serializer):
    """What somebody said about an announcement, in plain text."""

    id = serializers.IntegerField(source="pk")
    author = WriterSerializer()
    text = serializers.CharField()
    created_at = serializers.DateTimeField()


class WriteCommentSerializer(StrictSerializer):
    """Something to say."""

    text = serializers.CharField(max_length=MAX_COMMENT)


class MaterialSerializer(serializers.Serializer):
    """Something to read, watch or keep; members find it from `publish_at` on."""

    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    topic = serializers.SerializerMethodField(help_text="The title of its topic, empty without one.")
    text = serializers.CharField(help_text="Markdown.")
    html = serializers.CharField(help_text="What was made of it, harmless.")
    link = serializers.CharField()
    publish_at = serializers.DateTimeField()
    files = BatchFileSerializer(many=True, source="files.all")

    def get_topic(self, material) -> str:
        return material.topic.title if material.topic else ""


class WriteMaterialSerializer(StrictSerializer):
    """A material; a topic that is not there yet is made. Files are added on the site."""

    title = serializers.CharField(max_length=150)
    topic = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    text = serializers.CharField(max_length=MAX_MATERIAL, required=False, allow_blank=True, default="")
    link = serializers.URLField(max_length=1000, required=False, allow_blank=True, default="")
    publish_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class ChangeMaterialSerializer(StrictSerializer):
    """What is to be otherwise; what is left out stays."""

    title = serializers.CharField(max_length=150, required=False)
    topic = serializers.CharField(max_length=120, required=False, allow_blank=True)
    text = serializers.CharField(max_length=MAX_MATERIAL, required=False, allow_blank=True)
    link = serializers.URLField(max_length=1000, required=False, allow_blank=True)
    publish_at = serializers.DateTimeField(required=False)
