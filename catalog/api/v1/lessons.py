"""Lessons for those who take them."""

import time
from dataclasses import dataclass

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotAuthenticated, NotFound
from rest_framework.response import Response

from catalog.access import Access, Reason, Standing, outline_access, standing_in
from catalog.api.serializers import access_facts
from catalog.errors import LessonLocked
from catalog.models import LessonAttachment, LessonPage, WatchProgress
from catalog.queries.lesson_reading import live_lesson, run_stamp
from catalog.queries.outline import course_outline
from catalog.rules import may_write_course_id
from catalog.services.completion import complete_lesson, note_visit, undo_completion
from catalog.services.watching import record_watching
from catalog.signed import FileTicket, file_url
from lms_site.api.idempotency import idempotent
from lms_site.api.views import ApiView, PublicApiView
from lms_site.links import absolute_url

from . import examples
from .courses import find_course
from .lesson_facts import LessonFacts, lesson_facts
from .lesson_serializers import (
    AttachmentSerializer,
    CompleteSerializer,
    CompletionSerializer,
    LessonInCourseSerializer,
    LessonSerializer,
    WatchProgressSerializer,
    WatchSerializer,
)

# An answer that has not changed is made anew after this, so that its addresses of files do not run out.
FRESH_SECONDS = 3600


def find_lesson(pk: int) -> LessonPage:
    """The live lesson without its text; raises NotFound."""
    lesson = live_lesson(pk)
    if lesson is None:
        raise NotFound
    return lesson


@dataclass(frozen=True, slots=True)
class OpenLesson:
    """A lesson that its reader may read."""

    facts: LessonFacts
    access: Access
    standing: Standing


def facts_of(pk: int, request) -> LessonFacts | None:
    """`lesson_facts`, asked once a request."""
    if not hasattr(request, "lesson_facts"):
        request.lesson_facts = lesson_facts(pk, request)
    return request.lesson_facts


def open_lesson(request, pk: int) -> OpenLesson:
    """The lesson if the caller may read it: two queries for a learner, up to two more for a team.

    Raises NotFound, NotAuthenticated where signing in may help, LessonLocked with the reason.
    """
    facts, user = facts_of(pk, request), request.user
    if facts is None:
        raise NotFound
    standing = standing_in(user, facts.course_key)
    access = outline_access(facts.outline, facts.row, standing, signed_in=user.is_authenticated)
    if not access.allowed and may_write_course_id(user, facts.course_id):
        access = Access(True, Reason.TEAM)
    if facts.is_restricted and access.reason not in (Reason.ENROLLED, Reason.TEAM):
        raise NotFound
    if access.reason == Reason.SIGN_IN:
        raise NotAuthenticated
    if not access.allowed:
        raise LessonLocked(access.reason)
    return OpenLesson(facts, access, standing)


def read_out(found: OpenLesson, user) -> dict:
    """The lesson in the form of `LessonSerializer`; addresses of files are made for `user` alone."""
    facts, row = found.facts, found.facts.row
    names = ("id", "title", "number", "minutes", "is_free_preview", "is_required", "completes_by_video")
    previous, following = facts.outline.neighbours(row)
    return {
        **{name: getattr(row, name) for name in names},
        "course": facts.course_id,
        "is_completed": row.key in found.standing.completed,
        "access": access_facts(found.access),
        "body": facts.body,
        "video": facts.video,
        "files": [{"kind": kind, "id": pk, "url": address(kind, pk, row.id, user)} for kind, pk in facts.files],
        "previous": previous and {"id": previous.id, "title": previous.title},
        "next": following and {"id": following.id, "title": following.title},
    }


def address(kind: str, file_id: int, lesson_id: int, user) -> str:
    """Where `user` may fetch a private file of the lesson, for a few hours."""
    return absolute_url(file_url(FileTicket(kind, file_id, lesson_id, user.pk or 0)))


class CourseLessonsView(PublicApiView):
    """All lessons of a course with whether the caller may read them."""

    serializer_class = LessonInCourseSerializer

    @extend_schema(tags=["Lessons"], summary="List the lessons of a course", examples=[examples.LESSON_IN_COURSE])
    def get(self, request, pk: int):
        """In order; completed ones are marked for who is enrolled."""
        course = find_course(request.user, pk)
        outline, standing = course_outline(course), standing_in(request.user, course.translation_key)
        frontier = outline.frontier(standing.completed)
        is_person = request.user.is_authenticated
        rows = [
            {
                **{name: getattr(row, name) for name in row.__slots__},
                "access": outline_access(outline, row, standing, signed_in=is_person, frontier=frontier),
                "is_completed": row.key in standing.completed,
            }
            for row in self.paginate_queryset(outline.lessons)
        ]
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)


class LessonView(PublicApiView):
    """One lesson with its text."""

    serializer_class = LessonSerializer
    pagination_class = None

    def version_of(self, request, *, pk: int) -> str | None:
        facts = facts_of(pk, request) if request.user.is_authenticated else None
        stamp = run_stamp(request.user, facts.course_key) if facts else None
        return stamp and f"{facts.versions}:{stamp}:{int(time.time() // FRESH_SECONDS)}"

    @extend_schema(tags=["Lessons"], summary="Read a lesson", examples=[examples.LESSON])
    def get(self, request, pk: int):
        """Free previews are open to everybody. A closed one is LESSON_LOCKED; the details say why."""
        found = open_lesson(request, pk)
        if found.standing.enrollment is not None:
            note_visit(found.standing.enrollment, found.facts.row.key)
        return Response(read_out(found, request.user))


class CompleteView(ApiView):
    """Finishing a lesson."""

    serializer_class = CompleteSerializer
    pagination_class = None

    @extend_schema(
        tags=["Lessons"],
        summary="Complete a lesson",
        responses={200: CompletionSerializer},
        examples=[examples.COMPLETION],
    )
    @idempotent
    def post(self, request, pk: int):
        """Once: later calls answer the same. With the last required lesson the course is completed."""
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        completion = complete_lesson(user=request.user, lesson=find_lesson(pk), how=body.validated_data["how"])
        run = completion.enrollment
        run.refresh_from_db()
        data = {
            "lesson": pk,
            "completed_at": completion.completed_at,
            "percent": run.percent,
            "is_course_completed": run.completed_at is not None,
        }
        return Response(CompletionSerializer(data).data)

    @extend_schema(tags=["Lessons"], summary="Take a completion back", request=None, responses={204: None})
    def delete(self, request, pk: int):
        """Refused once the course is completed."""
        undo_completion(user=request.user, lesson=find_lesson(pk))
        return Response(status=204)


class LessonProgressView(ApiView):
    """How far the video of a lesson was watched."""

    serializer_class = WatchSerializer
    pagination_class = None

    @extend_schema(
        tags=["Lessons"],
        summary="Read the progress in a video",
        responses={200: WatchProgressSerializer},
        examples=[examples.WATCHED],
    )
    def get(self, request, pk: int):
        """Zero where nothing was stored yet."""
        found = open_lesson(request, pk)
        rows = WatchProgress.objects.filter(enrollment=found.standing.enrollment, lesson_key=found.facts.row.key)
        row = rows.first() if found.standing.enrollment else None
        return Response(WatchProgressSerializer(row or WatchProgress(updated_at=None)).data)

    @extend_schema(
        tags=["Lessons"],
        summary="Store progress in a video",
        responses={200: WatchProgressSerializer},
        examples=[examples.WATCH, examples.WATCHED],
    )
    def put(self, request, pk: int):
        """Parts are merged with those known; sent twice they count once."""
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        row = record_watching(
            user=request.user,
            lesson=find_lesson(pk),
            position_seconds=body.validated_data["position_seconds"],
            spans=[(start, end) for start, end in body.validated_data["spans"]],
        )
        return Response(WatchProgressSerializer(row).data)


class AttachmentsView(PublicApiView):
    """The files that go with a lesson."""

    serializer_class = AttachmentSerializer
    pagination_class = None

    @extend_schema(
        tags=["Lessons"],
        summary="List the files of a lesson",
        responses=AttachmentSerializer(many=True),
        examples=[examples.ATTACHMENT],
    )
    def get(self, request, pk: int):
        """Addresses work for the caller alone, and for a few hours."""
        open_lesson(request, pk)
        rows = LessonAttachment.objects.filter(lesson=pk).select_related("document").order_by("sort_order")
        context = {"file_url": lambda kind, file_id: address(kind, file_id, pk, request.user)}
        return Response(AttachmentSerializer(rows, many=True, context=context).data)
