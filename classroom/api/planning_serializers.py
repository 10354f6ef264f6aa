"""What programs send to plan a batch, and what those who teach it read."""

from django.urls import reverse
from django.utils.http import urlencode
from rest_framework import serializers

from classroom.models import CourseBatch, Joining, TeacherRole
from classroom.services.batches import MOST_SEATS, NAME_LENGTH
from classroom.services.copying import PARTS
from lms_site.api.serializers import StrictSerializer
from lms_site.links import absolute_url

from .serializers import BatchSerializer


class BatchPlanSerializer(StrictSerializer):
    """The plan of a batch; what a PATCH does not name stays as it is."""

    name = serializers.CharField(max_length=NAME_LENGTH)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(help_text="The last day; at most three years after the first.")
    timezone = serializers.CharField(max_length=50, help_text="As in Asia/Jakarta.")
    seats = serializers.IntegerField(
        min_value=1, max_value=MOST_SEATS, allow_null=True, required=False, help_text="Null: no end."
    )
    joining = serializers.ChoiceField(choices=Joining.choices, required=False, help_text="By code unless said.")
    joins_from = serializers.DateTimeField(allow_null=True, required=False)
    joins_until = serializers.DateTimeField(allow_null=True, required=False)
    attendance_percent = serializers.IntegerField(
        min_value=1,
        max_value=100,
        required=False,
        help_text="The share of a live session's time from which somebody counts as present; 50 unless said.",
    )


class NewBatchSerializer(BatchPlanSerializer):
    """A batch that is not there yet."""

    course = serializers.UUIDField(help_text="The key that all languages of the course share.")


class CopySerializer(StrictSerializer):
    """A batch taught again."""

    name = serializers.CharField(max_length=NAME_LENGTH)
    starts_on = serializers.DateField(help_text="All other days move by as many days as this one.")
    parts = serializers.MultipleChoiceField(
        choices=[(key, part.label) for key, part in PARTS.items()],
        required=False,
        help_text="What comes along; everything unless said.",
    )


class BatchDetailSerializer(BatchSerializer):
    """A batch, with its code for those who teach it."""

    join_code = serializers.SerializerMethodField(help_text="Null for those who do not teach it.")

    def get_join_code(self, batch: CourseBatch) -> str | None:
        user = self.context["request"].user
        return batch.join_code if user.has_perm("classroom.assist_batch", batch) else None


class JoinCodeSerializer(serializers.Serializer):
    """The code of a batch and the link that holds it."""

    code = serializers.CharField(source="join_code")
    link = serializers.SerializerMethodField()
    opens = serializers.SerializerMethodField(help_text="Whether people join by it: not where places are bought.")

    def get_link(self, batch: CourseBatch) -> str:
        return absolute_url(f"{reverse('classroom:join')}?{urlencode({'code': batch.join_code})}")

    def get_opens(self, batch: CourseBatch) -> bool:
        return batch.archived_at is None and batch.joining in (Joining.ANYBODY, Joining.CODE)


class TeacherSerializer(serializers.Serializer):
    """Somebody who teaches a batch."""

    id = serializers.IntegerField(source="user_id", help_text="Of the person.")
    name = serializers.CharField(source="user.name")
    role = serializers.CharField(help_text="teacher or assistant.")


class NewTeacherSerializer(StrictSerializer):
    """Somebody who is to teach a batch."""

    email = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(choices=TeacherRole.choices, default=TeacherRole.TEACHER)


class RoleSerializer(StrictSerializer):
    """What somebody is in a batch."""

    role = serializers.ChoiceField(choices=TeacherRole.choices)


class RemovedTeacherSerializer(serializers.Serializer):
    """What has become of what somebody was to hold."""

    sessions_handed_on = serializers.IntegerField(help_text="Held by another teacher from now on.")
