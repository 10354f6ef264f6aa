"""Handing a course in for review."""

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from catalog.queries.submissions import unfinished
from catalog.services.submissions import submit_course
from lms_site.api.idempotency import idempotent
from lms_site.api.views import ApiView

from .base import WritesDrafts, course_to_write
from .courses import TAGS
from .draft_serializers import SubmissionSerializer
from .examples import HANDING, SUBMISSION
from .fields import Handing


class SubmitCourseView(WritesDrafts, ApiView):
    """`POST courses/{id}/submit/`."""

    @extend_schema(
        operation_id="courses_submit",
        tags=TAGS,
        summary="Hand a course in for review",
        description=(
            "All drafts of the course as they are at this moment. A course that waits already gives that review "
            "(200). What stands in the way is told with the code `NOT_READY_FOR_REVIEW` in `details.hindrances`."
        ),
        request=Handing,
        responses={201: SubmissionSerializer, 200: SubmissionSerializer},
        examples=[HANDING, SUBMISSION],
    )
    @idempotent
    def post(self, request, pk: int) -> Response:
        course = course_to_write(request.user, pk)
        wishes = self.read_body(Handing)
        if wishes["go_live_at"] is not None and wishes["go_live_at"] <= timezone.now():
            raise ValidationError({"go_live_at": [_("This time is past. Leave it empty to go live at once.")]})
        is_waiting = unfinished(course.pk).exists()
        submission = submit_course(course=course, author=request.user, **wishes)
        return Response(SubmissionSerializer(submission).data, status=200 if is_waiting else 201)
