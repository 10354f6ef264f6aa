"""People of a batch as programs read and write them."""

from rest_framework import serializers

from classroom.services.roster_messages import LONGEST_SUBJECT, LONGEST_TEXT
from lms_site.api.serializers import StrictSerializer

# What those alone read who teach the batch.
FOR_TEACHERS = ("email", "progress", "last_seen_at", "left_at", "reason")


class MemberSerializer(serializers.Serializer):
    """Somebody who has a seat; for those who teach also how they are getting on, and who has left."""

    id = serializers.IntegerField(source="user_id", help_text="Of the person.")
    name = serializers.CharField(source="user.name")
    joined_at = serializers.DateTimeField()
    source = serializers.CharField(help_text="How they came: anybody, code, staff, waitlist or purchase.")
    email = serializers.EmailField(source="user.email", required=False, help_text="For those who teach.")
    progress = serializers.IntegerField(required=False, help_text="Percent of the course. For those who teach.")
    last_seen_at = serializers.DateTimeField(required=False, allow_null=True, help_text="For those who teach.")
    left_at = serializers.DateTimeField(required=False, allow_null=True, help_text="For those who teach.")
    reason = serializers.CharField(
        required=False, help_text="Why they were removed; empty otherwise. For those who teach."
    )

    def get_fields(self):
        """Without what is not for the caller."""
        fields = super().get_fields()
        if self.context.get("is_for_learners"):
            return {name: field for name, field in fields.items() if name not in FOR_TEACHERS}
        return fields


class NewMemberSerializer(StrictSerializer):
    """Somebody to be put in; who has no account gets one and is invited by mail."""

    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=120, required=False, help_text="For a new account.")


class WriteBatchMessageSerializer(StrictSerializer):
    """A mail to people of a batch."""

    subject = serializers.CharField(max_length=LONGEST_SUBJECT)
    text = serializers.CharField(max_length=LONGEST_TEXT)
    members = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        max_length=5000,
        required=False,
        help_text="Ids of people; without it the mail goes to all who have a seat.",
    )


class BatchMessageSerializer(serializers.Serializer):
    """A mail that goes out."""

    id = serializers.IntegerField(source="pk")
    subject = serializers.CharField()
    recipient_count = serializers.SerializerMethodField(help_text="To how many people it goes.")
    created_at = serializers.DateTimeField()

    def get_recipient_count(self, message) -> int:
        return len(message.recipients)
