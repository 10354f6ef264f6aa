"""Lessons for those who take them."""

import time

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from catalog.access import outline_access, standing_in
from catalog.queries.lesson_reading import stamp_of
from catalog.queries.outline import course_outline
from catalog.services.completion import note_visit
from lms_site.api.views import PublicApiView

from . import examples
from .authoring.lessons import ChangesLesson
from .courses import find_course
from .lesson_serializers import LessonInCourseSerializer, LessonSerializer
from .open_lessons import facts_of, open_lesson, read_out, run_of

# An answer that has not changed is made anew after this, so that its addresses of files do not run out.
FRESH_SECONDS = 3600


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


class LessonView(ChangesLesson, PublicApiView):
    """One lesson with its text."""

    serializer_class = LessonSerializer
    pagination_class = None

    def version_of(self, request, *, pk: int) -> str | None:
        facts = facts_of(pk, request)
        run = run_of(request, facts) if facts else None
        if run is None or not run.is_open:
            return None
        return f"{facts.versions}:{stamp_of(run)}:{int(time.time() // FRESH_SECONDS)}"

    @extend_schema(tags=["Lessons"], summary="Read a lesson", examples=[examples.LESSON])
    def get(self, request, pk: int):
        """Free previews are open to everybody. A closed one is LESSON_LOCKED; the details say why."""
        found = open_lesson(request, pk)
        if found.standing.enrollment is not None:
            note_visit(found.standing.enrollment, found.facts.row.key)
        return Response(read_out(found, request.user))
