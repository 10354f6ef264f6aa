"""Courses: made, changed, deleted and handed in by their teams."""

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from catalog.queries.drafts import course_draft
from catalog.services.draft_deletion import delete_course_draft
from catalog.services.draft_making import create_course_draft
from catalog.services.drafts import save_draft
from lms_site.api.idempotency import idempotent

from .answers import course_answer
from .base import DraftView, WritesDrafts, course_to_write, wanted_versions, weak_tag
from .draft_serializers import CourseDraftSerializer
from .examples import COURSE_CHANGE, COURSE_DRAFT, COURSE_FIELDS, IF_MATCH
from .fields import CourseFields

TAGS = ["Writing courses"]


class CreatesCourse(WritesDrafts):
    """`POST courses/`."""

    @extend_schema(
        operation_id="courses_create",
        tags=TAGS,
        summary="Begin a course",
        description="Makes a draft and its team, whose first member is the caller. For instructors and staff.",
        request=CourseFields,
        responses={201: CourseDraftSerializer},
        examples=[COURSE_FIELDS, COURSE_DRAFT],
    )
    @idempotent
    def post(self, request, *args, **kwargs) -> Response:
        if not request.user.has_perm("catalog.create_course"):
            raise PermissionDenied
        values = self.read_body(CourseFields)
        return course_response(create_course_draft(author=request.user, values=values), status=201)


class ChangesCourse(WritesDrafts):
    """`PUT`, `PATCH` and `DELETE courses/{id}/`."""

    @extend_schema(
        operation_id="courses_update",
        tags=TAGS,
        summary="Write a course anew",
        description="Saves a draft with all fields; those that are left out get their defaults, the address stays.",
        parameters=[IF_MATCH],
        request=CourseFields,
        responses=CourseDraftSerializer,
        examples=[COURSE_FIELDS, COURSE_DRAFT],
    )
    def put(self, request, pk: int, *args, **kwargs) -> Response:
        return self._save(request, pk)

    @extend_schema(
        operation_id="courses_partial_update",
        tags=TAGS,
        summary="Change a course",
        description="Saves a draft with the fields that are named. What is live stays as it is until the review.",
        parameters=[IF_MATCH],
        request=CourseFields,
        responses=CourseDraftSerializer,
        examples=[COURSE_CHANGE, COURSE_DRAFT],
    )
    def patch(self, request, pk: int, *args, **kwargs) -> Response:
        return self._save(request, pk)

    @extend_schema(
        operation_id="courses_destroy",
        tags=TAGS,
        summary="Delete a course",
        description="Only a draft that never was live and that nobody is enrolled in.",
        responses={204: OpenApiResponse(description="It is gone.")},
    )
    def delete(self, request, pk: int, *args, **kwargs) -> Response:
        course = course_to_write(request.user, pk)
        delete_course_draft(user=request.user, course_id=course.pk)
        return Response(status=204)

    def _save(self, request, pk: int) -> Response:
        course = course_to_write(request.user, pk)
        values = self.read_body(CourseFields)
        versions = wanted_versions(request)
        saved = save_draft(user=request.user, course_id=course.pk, page_id=course.pk, values=values, versions=versions)
        return course_response(saved)


class CourseDraftView(DraftView):
    """`GET courses/{id}/draft/`."""

    serializer_class = CourseDraftSerializer

    def version_of(self, request, pk: int, **kwargs) -> str:
        self.found = course_draft(course_to_write(request.user, pk))
        return self.found.etag

    @extend_schema(
        operation_id="courses_draft",
        tags=TAGS,
        summary="A course as its team sees it",
        description="The last draft with its curriculum, drafts included. `draft` can be sent back as it is.",
        responses=CourseDraftSerializer,
        examples=[COURSE_DRAFT],
    )
    def get(self, request, pk: int) -> Response:
        return Response(course_answer(self.found))


def course_response(course, status: int = 200) -> Response:
    """The draft of the course as it is now, with its ETag."""
    found = course_draft(course)
    return Response(course_answer(found), status=status, headers={"ETag": weak_tag(found.etag)})
