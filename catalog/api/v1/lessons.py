"""Lessons for those who take them."""

import time

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from catalog.access import Standing, outline_access, standing_in
from catalog.queries.enrollments import active_runs, enrollment_rows
from catalog.queries.lesson_reading import stamp_of
from catalog.queries.outline import Outline, OutlineLesson, course_outline
from catalog.services.completion import note_visit
from lms_site.api.views import ApiView, PublicApiView

from . import examples
from .authoring.lessons import ChangesLesson, CreatesLesson
from .courses import find_course
from .lesson_serializers import LessonInCourseSerializer, LessonSerializer
from .open_lessons import facts_of, open_lesson, read_out, run_of

LONGEST_FRESH = 3600


def fresh_seconds() -> int:
    """After so long an answer is made anew, changed or not: its addresses of files must not run out before."""
    return max(1, min(LONGEST_FRESH, settings.LMS_SIGNED_URL_SECONDS // 2))


class CourseLessonsView(PublicApiView):
    """All lessons of a course with whether the caller may read them."""

    serializer_class = LessonInCourseSerializer

    @extend_schema(tags=["Lessons"], summary="List the lessons of a course", examples=[examples.LESSON_IN_COURSE])
    def get(self, request, pk: int):
        """In order; completed ones are marked for who is enrolled."""
        course = find_course(request.user, pk)
        outline, standing = course_outline(course), standing_in(request.user, course.translation_key)
        places = self.paginate_queryset(places_in(outline, standing))
        rows = [place_of(*place, signed_in=request.user.is_authenticated) for place in places]
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)


class LessonsView(CreatesLesson, ApiView):
    """All lessons of the caller's courses."""

    serializer_class = LessonInCourseSerializer

    @extend_schema(tags=["Lessons"], summary="List the lessons of one's courses", examples=[examples.LESSON_IN_COURSE])
    def get(self, request):
        """Course by course, the one last seen first; courses that are closed by now are left out."""
        rows = [row for row in enrollment_rows(list(active_runs(request.user))) if row.is_open]
        standings = [(row.outline, Standing(row.run, True, row.completed)) for row in rows]
        places = [place for outline, standing in standings for place in places_in(outline, standing)]
        data = [place_of(*place) for place in self.paginate_queryset(places)]
        return self.get_paginated_response(self.get_serializer(data, many=True).data)


Place = tuple[Outline, Standing, int, OutlineLesson]


def places_in(outline: Outline, standing: Standing) -> list[Place]:
    """The lessons of a course with what decides about each: how far it is open is found once."""
    frontier = outline.frontier(standing.completed)
    return [(outline, standing, frontier, row) for row in outline.lessons]


def place_of(
    outline: Outline, standing: Standing, frontier: int, row: OutlineLesson, *, signed_in: bool = True
) -> dict:
    """A lesson in its course as its reader finds it."""
    return {
        **{name: getattr(row, name) for name in row.__slots__},
        "course": outline.course_id,
        "access": outline_access(outline, row, standing, signed_in=signed_in, frontier=frontier),
        "is_completed": row.key in standing.completed,
    }


class LessonView(ChangesLesson, PublicApiView):
    """One lesson with its text."""

    serializer_class = LessonSerializer
    pagination_class = None

    def version_of(self, request, *, pk: int) -> str | None:
        facts = facts_of(pk, request)
        run = run_of(request, facts) if facts else None
        if run is None or not run.is_open:
            return None
        return f"{facts.versions}:{stamp_of(run)}:{int(time.time() // fresh_seconds())}"

    @extend_schema(tags=["Lessons"], summary="Read a lesson", examples=[examples.LESSON])
    def get(self, request, pk: int):
        """Free previews are open to everybody. A closed one is LESSON_LOCKED; the details say why."""
        found = open_lesson(request, pk)
        if found.standing.enrollment is not None:
            note_visit(found.standing.enrollment, found.facts.row.key)
        return Response(read_out(found, request.user))
