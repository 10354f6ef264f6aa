"""Live sessions and weekly times as programs read and write them."""

from datetime import time

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import User
from classroom.models import LiveSession
from classroom.partners import is_offered
from classroom.services.sessions import LONGEST, SHORTEST, SessionPlan
from classroom.services.slots import SlotPlan
from lms_site.api.serializers import SparseFields, StrictSerializer


class SessionSerializer(SparseFields, serializers.Serializer):
    """One meeting of a batch."""

    id = serializers.IntegerField(source="pk")
    batch = serializers.IntegerField(source="batch_id")
    uid = serializers.UUIDField(help_text="Names it in calendars for good.")
    revision = serializers.IntegerField(help_text="How often it was changed.")
    title = serializers.CharField()
    about = serializers.CharField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    host = serializers.IntegerField(source="host_id", allow_null=True, help_text="The teacher who holds it.")
    host_name = serializers.CharField(source="host.name", default="")
    partner = serializers.CharField(help_text="jitsi, zoom or meet.")
    room = serializers.CharField(source="state", help_text="pending, ready or failed: how far the partner is.")
    problem = serializers.CharField(source="get_failure_display", help_text="Why the room is not ready, in words.")
    is_overlapping = serializers.BooleanField(help_text="Its host holds another session at the same time: a warning.")
    recording_url = serializers.CharField(help_text="Where it can be watched again.")
    cancelled_at = serializers.DateTimeField(allow_null=True)


class PlanSerializer(StrictSerializer):
    """What a teacher decides about a session."""

    title = serializers.CharField(max_length=120)
    starts_at = serializers.DateTimeField()
    minutes = serializers.IntegerField(min_value=SHORTEST, max_value=LONGEST)
    host = serializers.IntegerField(required=False, allow_null=True, help_text="One of the batch's teachers.")
    partner = serializers.CharField(max_length=10, required=False, help_text="One that the site is set up for.")
    about = serializers.CharField(max_length=2000, required=False, allow_blank=True)

    def validate_partner(self, value: str) -> str:
        if not is_offered(value):
            raise serializers.ValidationError(_("This site does not hold sessions with that partner."))
        return value

    def validate_host(self, value: int | None) -> int | None:
        if value is not None and not User.objects.filter(pk=value).exists():
            raise serializers.ValidationError(_("There is no such person."))
        return value

    def plan(self, session: LiveSession | None = None) -> SessionPlan:
        """What was sent; what was not stays as it is in `session`."""
        given = dict(self.validated_data)
        if "host" in given:
            given["host"] = User.objects.filter(pk=given["host"]).first()
        return SessionPlan(**{**(_plan_of(session) if session is not None else {}), **given})


class ChangeSerializer(PlanSerializer):
    """What shall be other than it is, and where the recording is."""

    recording_url = serializers.URLField(max_length=1000, required=False, allow_blank=True)


class AddressSerializer(serializers.Serializer):
    """One's own way into the room; nobody else shall have it."""

    url = serializers.URLField()


class ClockField(serializers.RegexField):
    """A time of day without a zone, as in 19:00; formats of JSON know only such with seconds and a zone."""

    def __init__(self, **options) -> None:
        super().__init__(r"^([01][0-9]|2[0-3]):[0-5][0-9]$", **options)

    def to_representation(self, value: time) -> str:
        return value.strftime("%H:%M")


class WeeklyTimeSerializer(StrictSerializer):
    """A time of the week by the batch's clocks; Monday is 0. Without a title it is called as the batch."""

    weekday = serializers.IntegerField(min_value=0, max_value=6)
    begins = ClockField(help_text="As in 19:00.")
    minutes = serializers.IntegerField(min_value=SHORTEST, max_value=LONGEST)
    title = serializers.CharField(max_length=120, required=False, allow_blank=True)
    host = serializers.IntegerField(source="host_id", required=False, allow_null=True)
    partner = serializers.CharField(max_length=10, required=False)

    def validate_partner(self, value: str) -> str:
        if not is_offered(value):
            raise serializers.ValidationError(_("This site does not hold sessions with that partner."))
        return value


def slot_plans(rows: list[dict]) -> list[SlotPlan]:
    """What was sent; raises ValidationError for a host that nobody is."""
    people = User.objects.in_bulk({row["host_id"] for row in rows if row.get("host_id")})
    if any(row.get("host_id") and row["host_id"] not in people for row in rows):
        raise serializers.ValidationError({"host": [_("There is no such person.")]})
    return [_slot_plan(row, people) for row in rows]


def _slot_plan(row: dict, people: dict[int, User]) -> SlotPlan:
    rest = {name: value for name, value in row.items() if name not in ("host_id", "begins")}
    return SlotPlan(host=people.get(row.get("host_id")), begins=time.fromisoformat(row["begins"]), **rest)


def _plan_of(session: LiveSession) -> dict[str, object]:
    names = ("title", "starts_at", "host", "partner", "about")
    minutes = round((session.ends_at - session.starts_at).total_seconds() / 60)
    return {"minutes": minutes, **{name: getattr(session, name) for name in names}}
