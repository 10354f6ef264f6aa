"""How far the video of a lesson was watched."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from catalog.models import WatchProgress
from catalog.services.watching import record_watching
from lms_site.api.views import ApiView

from . import examples
from .open_lessons import find_lesson, open_lesson
from .watching_serializers import WatchProgressSerializer, WatchSerializer


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
