"""Who was in which session."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, PermissionDenied, ValidationError
from rest_framework.response import Response

from classroom.models import Attendance, AttendanceStatus, LiveSession
from classroom.queries.attendance import attendance_in
from classroom.services.attendance import Mark, mark_attendance, unmark
from lms_site.api.routes import path
from lms_site.api.serializers import StrictSerializer
from lms_site.api.views import ApiView

from .batches import TAG, find_batch

LARGEST_ID = 2**63 - 1
MOST_MARKS = 1000
SESSION = OpenApiParameter("session", OpenApiTypes.INT64, description="Of this live session alone.")
USER = OpenApiParameter("user", OpenApiTypes.INT64, description="Of this person alone.")
_row = {
    "session": 12,
    "session_title": "First meeting",
    "starts_at": "2026-03-05T12:00:00Z",
    "user": 8,
    "name": "Dewi",
    "status": "late",
    "minutes": 41,
    "note": "",
    "is_by_hand": False,
}
ROW = OpenApiExample("A late learner", value=_row, response_only=True)
MARKS = OpenApiExample(
    "Two marks, and one taken back",
    value={
        "marks": [
            {"user": 8, "status": "present"},
            {"user": 9, "status": "excused", "note": "At the dentist"},
            {"user": 10, "status": None},
        ]
    },
    request_only=True,
)


class AttendanceSerializer(serializers.Serializer):
    """Whether somebody was in a session."""

    session = serializers.IntegerField(source="session_id")
    session_title = serializers.CharField(source="session.title")
    starts_at = serializers.DateTimeField(source="session.starts_at")
    user = serializers.IntegerField(source="member.user_id")
    name = serializers.CharField(source="member.user.name")
    status = serializers.CharField(help_text="present, late, absent or excused.")
    minutes = serializers.IntegerField(help_text="In the room, as far as the room has told.")
    note = serializers.CharField(help_text="Of a teacher; the person can read it.")
    is_by_hand = serializers.SerializerMethodField(help_text="Said by a teacher; it holds against what is reckoned.")

    def get_is_by_hand(self, row: Attendance) -> bool:
        return row.marked_at is not None


class MarkSerializer(StrictSerializer):
    """What a teacher says of one person; status null takes back what was said by hand."""

    user = serializers.IntegerField(min_value=1, max_value=LARGEST_ID, help_text="Id of the person.")
    status = serializers.ChoiceField(AttendanceStatus.choices, allow_null=True)
    note = serializers.CharField(max_length=200, allow_blank=True, default="")


class MarksSerializer(StrictSerializer):
    """What a teacher says of a session; those who are not named stay as they are."""

    marks = MarkSerializer(many=True, allow_empty=False, max_length=MOST_MARKS)


class BatchAttendanceView(ApiView):
    """Attendance in a batch."""

    serializer_class = AttendanceSerializer

    @extend_schema(tags=[TAG], summary="List attendance in a batch", parameters=[SESSION, USER], examples=[ROW])
    def get(self, request, pk: int):
        """Everybody's for those who teach it, one's own for those who learn in it; by session, then by name."""
        batch = find_batch(request.user, pk)
        if not request.user.has_perm("classroom.view_batch", batch):
            raise PermissionDenied
        rows = self._chosen(attendance_in(batch))
        if not request.user.has_perm("classroom.assist_batch", batch):
            rows = rows.filter(member__user=request.user)
        return self.get_paginated_response(self.get_serializer(self.paginate_queryset(rows), many=True).data)

    def _chosen(self, rows: QuerySet[Attendance]) -> QuerySet[Attendance]:
        for name, field in (("session", "session"), ("user", "member__user")):
            wanted = self.request.query_params.get(name)
            if wanted is None:
                continue
            if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
                raise ValidationError({name: ["id"]})
            rows = rows.filter(**{field: int(wanted)})
        return rows


class SessionAttendanceView(ApiView):
    """Saying who was in a session."""

    serializer_class = MarksSerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="Say who was in a live session",
        responses={200: AttendanceSerializer(many=True)},
        examples=[MARKS, ROW],
    )
    def put(self, request, pk: int):
        """By those who teach the batch. Answers what holds of those who were named; twice is doing it once.

        ATTENDANCE_PERSON for somebody who was not in the batch then, ATTENDANCE_EARLY before it begins for anything
        but excused; nothing is written then.
        """
        session = LiveSession.objects.filter(pk=pk).first()
        if session is None:
            raise NotFound
        batch = find_batch(request.user, session.batch_id)
        if not request.user.has_perm("classroom.assist_batch", batch):
            raise PermissionDenied
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        marks = {mark["user"]: mark for mark in body.validated_data["marks"]}
        said = [
            Mark(user_id=pk, status=mark["status"], note=mark["note"]) for pk, mark in marks.items() if mark["status"]
        ]
        mark_attendance(session=session, marks=said, by=request.user)
        unmark(session=session, user_ids=[pk for pk, mark in marks.items() if not mark["status"]])
        rows = attendance_in(batch).filter(session=session, member__user__in=marks)
        return Response(AttendanceSerializer(rows, many=True).data)


def _as_mark(sent: dict[str, Any]) -> Mark:
    return Mark(user_id=sent["user"], status=sent["status"], note=sent["note"])


urlpatterns = [
    path("batches/<row:pk>/attendance/", BatchAttendanceView.as_view()),
    path("live-sessions/<row:pk>/attendance/", SessionAttendanceView.as_view()),
]
