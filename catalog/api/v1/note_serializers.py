"""Notes as programs read and write them."""

from rest_framework import serializers

from catalog.models import Note
from catalog.models.note import MAX_QUOTE, MAX_SPOT, MAX_TEXT
from lms_site.api.serializers import StrictSerializer

LONGEST_SECONDS = 86_400


class NoteSerializer(serializers.Serializer):
    """A note or bookmark of the caller; nobody else ever sees it."""

    id = serializers.IntegerField(source="note.pk")
    kind = serializers.ChoiceField(source="note.kind", choices=Note.Kind.choices)
    text = serializers.CharField(source="note.text")
    quote = serializers.CharField(source="note.quote", help_text="The words that were marked.")
    block_id = serializers.CharField(source="note.block_id", help_text="Id of the block in the lesson's body.")
    moment_seconds = serializers.IntegerField(source="note.moment_seconds", allow_null=True, help_text="In the video.")
    course_title = serializers.CharField()
    lesson_title = serializers.CharField()
    created_at = serializers.DateTimeField(source="note.created_at")
    changed_at = serializers.DateTimeField(source="note.changed_at")


class NoteTextSerializer(StrictSerializer):
    text = serializers.CharField(max_length=MAX_TEXT)


class WriteNoteSerializer(StrictSerializer):
    """A note needs a text; a bookmark has none."""

    kind = serializers.ChoiceField(choices=Note.Kind.choices, default=Note.Kind.NOTE)
    text = serializers.CharField(max_length=MAX_TEXT, required=False, allow_blank=True, default="")
    block_id = serializers.RegexField(r"^[\w-]*\Z", max_length=MAX_SPOT, required=False, allow_blank=True, default="")
    quote = serializers.CharField(max_length=MAX_QUOTE, required=False, allow_blank=True, default="")
    moment_seconds = serializers.IntegerField(
        min_value=0, max_value=LONGEST_SECONDS, required=False, allow_null=True, default=None
    )
