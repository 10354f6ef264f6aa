"""Enrolling, progress, certificates: the learner's own."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from catalog.errors import NotEnrolled
from catalog.queries.counted import Counted
from catalog.queries.enrollments import active_runs, enrollment_rows, runs_stamp
from catalog.services.codes import redeem_code
from catalog.services.enrollment import enroll_oneself, leave
from lms_site.api.idempotency import idempotent
from lms_site.api.views import ApiView

from . import examples
from .courses import FIELDS, find_course, public_version
from .learning_serializers import (
    EnrollmentSerializer,
    EnrollSerializer,
    ProgressSerializer,
)


def row_of(user, course_key):
    """The caller's active run of a course with all that is shown of it; None without one."""
    runs = list(active_runs(user).filter(course_key=course_key))
    return enrollment_rows(runs)[0] if runs else None


class EnrollView(ApiView):
    """Entering and leaving a course."""

    serializer_class = EnrollSerializer
    pagination_class = None

    @extend_schema(
        tags=["Learning"],
        summary="Enroll in a course",
        responses={201: EnrollmentSerializer},
        examples=[examples.ENROLL, examples.ENROLLMENT],
    )
    @idempotent
    def post(self, request, pk: int):
        """Free courses need no body; a code opens others. Enrolling twice is enrolling once."""
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        course = find_course(request.user, pk)
        code = body.validated_data.get("code")
        if code:
            redeem_code(user=request.user, code=code, course=course)
        else:
            enroll_oneself(user=request.user, course=course)
        row = row_of(request.user, course.translation_key)
        return Response(EnrollmentSerializer(row).data, status=201)

    @extend_schema(tags=["Learning"], summary="Leave a course", request=None, responses={204: None})
    def delete(self, request, pk: int):
        """Progress and certificates stay; leaving twice is leaving once."""
        leave(user=request.user, course_key=find_course(request.user, pk).translation_key)
        return Response(status=204)


class CourseProgressView(ApiView):
    """How far the caller is in a course."""

    serializer_class = ProgressSerializer
    pagination_class = None

    @extend_schema(tags=["Learning"], summary="Read one's progress in a course", examples=[examples.PROGRESS])
    def get(self, request, pk: int):
        """NOT_ENROLLED for who is not in the course."""
        row = row_of(request.user, find_course(request.user, pk).translation_key)
        if row is None:
            raise NotEnrolled
        return Response(self.get_serializer(row).data)


class EnrollmentsView(ApiView):
    """The courses of the caller."""

    serializer_class = EnrollmentSerializer

    def version_of(self, request, **kwargs) -> str | None:
        self.stamp, public = runs_stamp(request.user), public_version()
        return public and f"{public}:{self.stamp.text}"

    @extend_schema(tags=["Learning"], summary="List one's courses", parameters=[FIELDS], examples=[examples.ENROLLMENT])
    def get(self, request):
        """The one last seen first."""
        rows = enrollment_rows(list(self.paginate_queryset(Counted(active_runs(request.user), self.stamp.active))))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)


class EnrollmentView(ApiView):
    """One of the caller's courses."""

    serializer_class = ProgressSerializer
    pagination_class = None

    @extend_schema(tags=["Learning"], summary="Read an enrollment", examples=[examples.PROGRESS])
    def get(self, request, pk: int):
        """Other people's are not found."""
        run = get_object_or_404(active_runs(request.user), pk=pk)
        return Response(self.get_serializer(enrollment_rows([run])[0]).data)
