"""Finishing lessons."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from catalog.services.completion import complete_lesson, undo_completion
from lms_site.api.idempotency import idempotent
from lms_site.api.views import ApiView

from . import examples
from .lesson_serializers import CompleteSerializer, CompletionSerializer
from .open_lessons import find_lesson


class CompleteView(ApiView):
    """Finishing a lesson."""

    serializer_class = CompleteSerializer
    pagination_class = None

    @extend_schema(
        tags=["Lessons"],
        summary="Complete a lesson",
        responses={200: CompletionSerializer},
        examples=[examples.COMPLETE, examples.COMPLETION],
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
