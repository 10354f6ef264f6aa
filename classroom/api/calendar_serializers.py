"""Calendars as programs read them."""

from rest_framework import serializers

from classroom.queries.calendar_entries import Entry
from lms_site.links import absolute_url


class EntrySerializer(serializers.Serializer):
    """One date."""

    kind = serializers.CharField(help_text="session, batch_begins, batch_ends or module_opens.")
    uid = serializers.UUIDField(help_text="The name of the entry in calendars; it stays when the date moves.")
    title = serializers.CharField()
    about = serializers.CharField(help_text="Empty where nothing was written.")
    batch = serializers.IntegerField(source="batch_id")
    batch_name = serializers.CharField()
    session = serializers.IntegerField(source="session_id", allow_null=True, help_text="Where kind is session.")
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(help_text="The same as the beginning where something has no length.")
    day = serializers.DateField(allow_null=True, help_text="For whole days: which, by the clocks of the time zone.")
    timezone = serializers.CharField(source="zone", help_text="That of the batch, as in Asia/Jakarta.")
    url = serializers.SerializerMethodField(help_text="Its page on the site.")
    revision = serializers.IntegerField(help_text="How often it has changed.")
    changed_at = serializers.DateTimeField()
    cancelled_at = serializers.DateTimeField(allow_null=True)

    def get_url(self, entry: Entry) -> str:
        return absolute_url(entry.url)


class FeedSerializer(serializers.Serializer):
    """Where calendar programs read one's dates."""

    url = serializers.URLField(help_text="Ends in .ics; to be kept to oneself.")
