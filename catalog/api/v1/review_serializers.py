"""Reviews as programs read and write them."""

from rest_framework import serializers

from catalog.models import ReviewReport
from catalog.models.review import MAX_REASON_LETTERS, MAX_REVIEW_LETTERS
from lms_site.api.serializers import StrictSerializer


class AuthorSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()


class ReviewSerializer(serializers.Serializer):
    """A review, with the one answer of the team."""

    id = serializers.IntegerField(source="pk")
    stars = serializers.IntegerField()
    text = serializers.CharField()
    author = AuthorSerializer(source="user")
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    helpful_count = serializers.IntegerField()
    answer = serializers.CharField(help_text="Empty without one.")
    answered_at = serializers.DateTimeField(allow_null=True)


class StarsSerializer(StrictSerializer):
    """What a learner says of a course."""

    stars = serializers.IntegerField(min_value=1, max_value=5)
    text = serializers.CharField(max_length=MAX_REVIEW_LETTERS)


class WriteReviewSerializer(StarsSerializer):
    """The first review, or the changed one: there is one a learner and course."""

    course = serializers.IntegerField(min_value=1, max_value=2**63 - 1, help_text="Id.")


class ReportSerializer(StrictSerializer):
    """Why the moderators should look at a review."""

    reason = serializers.ChoiceField(choices=ReviewReport.Reason.choices)
    note = serializers.CharField(max_length=MAX_REASON_LETTERS, required=False, allow_blank=True, default="")
