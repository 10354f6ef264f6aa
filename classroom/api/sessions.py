"""Live sessions: reading, planning, joining; the times of the week."""

from django.db import transaction
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.response import Response

from classroom.models import CourseBatch, LiveSession
from classroom.queries.sessions import batch_of_session, coming_sessions, past_sessions, sessions_of, with_overlaps
from classroom.services.door import enter_session
from classroom.services.sessions import add_recording, cancel_session, change_session, schedule_session
from classroom.services.weekly_sessions import meet_weekly
from lms_site.api.idempotency import idempotent
from lms_site.api.routes import path
from lms_site.api.views import ApiView

from . import session_examples as examples
from .batches import TAG, find_batch
from .openings import taught_batch
from .session_serializers import (
    AddressSerializer,
    ChangeSerializer,
    PlanSerializer,
    SessionSerializer,
    WeeklyTimeSerializer,
    slot_plans,
)

VIEW, ASSIST = "classroom.view_batch", "classroom.assist_batch"
WHEN = OpenApiParameter("when", str, enum=["coming", "past"], description="Only those that come, or that were.")


def find_session(user, pk: int, permission: str) -> tuple[CourseBatch, LiveSession]:
    """A session of a batch which the caller may handle so, with the batch; raises NotFound, PermissionDenied."""
    batch_id = batch_of_session(pk)
    if batch_id is None:
        raise NotFound
    batch = find_batch(user, batch_id)
    if not user.has_perm(permission, batch):
        raise PermissionDenied
    return batch, with_overlaps(sessions_of(batch)).get(pk=pk)


class SessionsView(ApiView):
    """The live sessions of a batch."""

    serializer_class = SessionSerializer

    @extend_schema(tags=[TAG], summary="List live sessions", parameters=[WHEN], examples=[examples.SESSION])
    def get(self, request, pk: int):
        """By time, for those who are in the batch or teach it."""
        batch = taught_batch(request, pk, VIEW)
        chosen = {"coming": coming_sessions, "past": past_sessions}.get(request.query_params.get("when", ""))
        rows = chosen(batch, timezone.now()) if chosen else sessions_of(batch)
        page = self.paginate_queryset(with_overlaps(rows))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        tags=[TAG],
        summary="Plan a live session",
        request=PlanSerializer,
        responses={201: SessionSerializer},
        examples=[examples.PLAN, examples.SESSION],
    )
    @idempotent
    def post(self, request, pk: int):
        """For those who teach the batch; the partner makes the room afterwards. `is_overlapping` is a warning."""
        batch = taught_batch(request, pk, ASSIST)
        body = PlanSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        session = schedule_session(batch=batch, plan=body.plan())
        return Response(self.get_serializer(with_overlaps(sessions_of(batch)).get(pk=session.pk)).data, status=201)


class SessionView(ApiView):
    """One live session."""

    serializer_class = SessionSerializer
    pagination_class = None

    @extend_schema(tags=[TAG], summary="Read a live session", examples=[examples.SESSION])
    def get(self, request, pk: int):
        """For those who are in the batch or teach it."""
        _batch, session = find_session(request.user, pk, VIEW)
        return Response(self.get_serializer(session).data)

    @extend_schema(
        tags=[TAG],
        summary="Change a live session",
        request=ChangeSerializer,
        examples=[examples.CHANGE, examples.SESSION],
    )
    def patch(self, request, pk: int):
        """What is not sent stays. The room, calendars and, where it is near, the members' mail follow."""
        batch, session = find_session(request.user, pk, ASSIST)
        body = ChangeSerializer(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        recording = body.validated_data.pop("recording_url", None)
        with transaction.atomic():  # all of it or nothing
            if recording is not None:
                session = add_recording(session=session, url=recording)
            if body.validated_data:
                session = change_session(session=session, plan=body.plan(session))
        return Response(self.get_serializer(with_overlaps(sessions_of(batch)).get(pk=session.pk)).data)

    @extend_schema(tags=[TAG], summary="Cancel a live session", responses={204: None})
    def delete(self, request, pk: int):
        """It stays in lists and calendars as cancelled; twice is once."""
        _batch, session = find_session(request.user, pk, ASSIST)
        cancel_session(session=session)
        return Response(status=204)


class SessionJoinView(ApiView):
    """The door of a live session."""

    serializer_class = AddressSerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="Join a live session",
        request=None,
        responses={200: AddressSerializer},
        operation_id="live_sessions_join",
        examples=[examples.ADDRESS],
    )
    def post(self, request, pk: int):
        """The caller's own address of the room; coming in is written down. SESSION_EARLY, SESSION_OVER,
        SESSION_NOT_READY, SESSION_CANCELLED where the door is closed. Teachers come in at any time.
        """
        batch, session = find_session(request.user, pk, VIEW)
        is_teacher = request.user.has_perm(ASSIST, batch)
        return Response({"url": enter_session(user=request.user, session=session, is_teacher=is_teacher)})


class ScheduleView(ApiView):
    """The times of the week at which a batch meets."""

    serializer_class = WeeklyTimeSerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="List the weekly times",
        operation_id="batches_schedule_list",
        responses=WeeklyTimeSerializer(many=True),
        examples=[examples.TIME],
    )
    def get(self, request, pk: int):
        """By the batch's clocks, for those who are in it or teach it."""
        batch = taught_batch(request, pk, VIEW)
        return Response(self.get_serializer(batch.slots.all(), many=True).data)

    @extend_schema(
        tags=[TAG],
        summary="Set the weekly times",
        operation_id="batches_schedule_set",
        request=WeeklyTimeSerializer(many=True),
        responses=WeeklyTimeSerializer(many=True),
        examples=[examples.TIME],
    )
    def put(self, request, pk: int):
        """All at once, for its teachers. Sessions to come follow; what was changed by hand or has begun stays."""
        batch = taught_batch(request, pk, "classroom.run_batch")
        body = WeeklyTimeSerializer(data=request.data, many=True, max_length=50)
        body.is_valid(raise_exception=True)
        meet_weekly(batch=batch, slots=slot_plans(body.validated_data))
        return Response(self.get_serializer(batch.slots.all(), many=True).data)


urlpatterns = [
    path("batches/<row:pk>/live-sessions/", SessionsView.as_view()),
    path("batches/<row:pk>/schedule/", ScheduleView.as_view()),
    path("live-sessions/<row:pk>/", SessionView.as_view()),
    path("live-sessions/<row:pk>/join/", SessionJoinView.as_view()),
]
