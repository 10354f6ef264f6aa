"""Lessons: made, changed, moved and deleted by the teams of their courses."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.response import Response

from catalog.models import LessonPage
from catalog.queries.drafts import PageDraft, page_draft
from catalog.services.curriculum_edits import delete_draft
from catalog.services.curriculum_moves import place_page
from catalog.services.draft_making import create_lesson_draft
from catalog.services.drafts import save_draft
from lms_site.api.idempotency import idempotent

from .answers import page_answer
from .base import DraftView, WritesDrafts, module_named, page_to_write, wanted_versions, weak_tag
from .courses import TAGS
from .draft_serializers import LessonDraftSerializer
from .examples import IF_MATCH, LESSON_CHANGE, LESSON_DRAFT, LESSON_FIELDS, NEW_LESSON
from .fields import LessonChange, NewLesson


class CreatesLesson(WritesDrafts):
    """`POST lessons/`."""

    @extend_schema(
        operation_id="lessons_create",
        tags=TAGS,
        summary="Begin a lesson",
        description="A draft at the end of a module.",
        request=NewLesson,
        responses={201: LessonDraftSerializer},
        examples=[NEW_LESSON, LESSON_DRAFT],
    )
    @idempotent
    def post(self, request, *args, **kwargs) -> Response:
        values = self.read_body(NewLesson)
        module, course_id = module_named(request.user, values.pop("module"))
        lesson = create_lesson_draft(author=request.user, course_id=course_id, module_id=module.pk, values=values)
        return lesson_response(lesson, course_id, status=201)


class ChangesLesson(WritesDrafts):
    """`PUT`, `PATCH` and `DELETE lessons/{id}/`."""

    @extend_schema(
        operation_id="lessons_update",
        tags=TAGS,
        summary="Write a lesson anew",
        description="Saves a draft with all fields; left out ones get their defaults, address and place stay.",
        parameters=[IF_MATCH],
        request=LessonChange,
        responses=LessonDraftSerializer,
        examples=[LESSON_FIELDS, LESSON_DRAFT],
    )
    def put(self, request, pk: int, *args, **kwargs) -> Response:
        return self._save(request, pk)

    @extend_schema(
        operation_id="lessons_partial_update",
        tags=TAGS,
        summary="Change or move a lesson",
        description="Saves a draft with the fields that are named. A new `module` or `position` holds at once.",
        parameters=[IF_MATCH],
        request=LessonChange,
        responses=LessonDraftSerializer,
        examples=[LESSON_CHANGE, LESSON_DRAFT],
    )
    def patch(self, request, pk: int, *args, **kwargs) -> Response:
        return self._save(request, pk)

    @extend_schema(
        operation_id="lessons_destroy",
        tags=TAGS,
        summary="Delete a lesson",
        description="Only a draft from which nobody has learned.",
        responses={204: OpenApiResponse(description="It is gone.")},
    )
    def delete(self, request, pk: int, *args, **kwargs) -> Response:
        lesson, course_id = page_to_write(request.user, LessonPage, pk)
        delete_draft(user=request.user, course_id=course_id, page_id=lesson.pk)
        return Response(status=204)

    @transaction.atomic
    def _save(self, request, pk: int) -> Response:
        lesson, course_id = page_to_write(request.user, LessonPage, pk)
        values = self.read_body(LessonChange)
        position, module_id = values.pop("position", None), values.pop("module", None)
        where = {"user": request.user, "course_id": course_id, "page_id": lesson.pk}
        saved = save_draft(**where, values=values, versions=wanted_versions(request))
        if position is not None or module_id is not None:
            saved = place_page(**where, parent_id=module_id or lesson.get_parent().pk, position=position)
        return lesson_response(saved, course_id)


class LessonDraftView(DraftView):
    """`GET lessons/{id}/draft/`."""

    serializer_class = LessonDraftSerializer

    def version_of(self, request, pk: int, **kwargs) -> str:
        lesson, self.course_id = page_to_write(request.user, LessonPage, pk)
        self.found = page_draft(lesson)
        return self.found.etag

    @extend_schema(
        operation_id="lessons_draft",
        tags=TAGS,
        summary="A lesson as its team sees it",
        description="The last draft. `draft` can be sent back as it is.",
        responses=LessonDraftSerializer,
        examples=[LESSON_DRAFT],
    )
    def get(self, request, pk: int) -> Response:
        return Response(lesson_answer(self.found, self.course_id))


def lesson_answer(found: PageDraft, course_id: int) -> dict[str, Any]:
    """The data of `LessonDraftSerializer`."""
    return {**page_answer(found, course_id), "module_id": found.page.get_parent().pk}


def lesson_response(lesson, course_id: int, status: int = 200) -> Response:
    """The draft of the lesson as it is now, with its ETag."""
    found = page_draft(lesson)
    return Response(lesson_answer(found, course_id), status=status, headers={"ETag": weak_tag(found.etag)})
