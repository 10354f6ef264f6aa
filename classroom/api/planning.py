"""Making batches, changing, copying and ending them, by those who teach."""

from dataclasses import replace

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.response import Response

from catalog.models import CoursePage
from catalog.queries.named_courses import card_of, course_named
from classroom.services.batches import (
    BatchPlan,
    archive_batch,
    change_batch,
    create_batch,
    plan_of,
    reopen_batch,
    reset_join_code,
)
from classroom.services.copying import copy_batch
from lms_site.api.idempotency import idempotent
from lms_site.api.routes import path
from lms_site.api.views import ApiView

from . import planning_examples as examples
from .finding import TAG, batch_for, find_batch
from .planning_serializers import (
    BatchDetailSerializer,
    BatchPlanSerializer,
    CopySerializer,
    JoinCodeSerializer,
    NewBatchSerializer,
)


def read(kind, request, **options) -> dict:
    """The body, checked; raises ValidationError by field."""
    body = kind(data=request.data, **options)
    body.is_valid(raise_exception=True)
    return dict(body.validated_data)


def answer(request, pk: int, status: int = 200) -> Response:
    """The batch as it is now."""
    found = find_batch(request.user, pk)
    return Response(BatchDetailSerializer(found, context={"request": request}).data, status=status)


def course_to_teach(user, key) -> CoursePage:
    """The course whose batches `user` may make; raises PermissionDenied, NotFound for one that is not public."""
    course = course_named(key)
    if course is not None and user.has_perm("classroom.add_batch", course):
        return course
    if course is None or card_of(course) is None:
        raise NotFound
    raise PermissionDenied


class PlansBatch:
    """`POST batches/`."""

    @extend_schema(
        operation_id="batches_create",
        tags=[TAG],
        summary="Make a batch",
        request=NewBatchSerializer,
        responses={201: BatchDetailSerializer},
        examples=[examples.NEW, examples.DETAIL],
    )
    @idempotent
    def post(self, request):
        """Of a course that the caller may write; the caller is its first teacher."""
        data = read(NewBatchSerializer, request)
        course = course_to_teach(request.user, data.pop("course"))
        made = create_batch(course=course, plan=BatchPlan(**data), teacher=request.user)
        return answer(request, made.pk, 201)


class ChangesBatch:
    """`PATCH batches/{id}/`."""

    @extend_schema(
        operation_id="batches_update",
        tags=[TAG],
        summary="Change a batch",
        request=BatchPlanSerializer,
        responses={200: BatchDetailSerializer},
        examples=[examples.CHANGE, examples.DETAIL],
    )
    def patch(self, request, pk: int):
        """For its teachers. Those in it stay; with another time zone the weekly times keep their time of day."""
        found = batch_for(request.user, pk, "classroom.run_batch")
        changes = read(BatchPlanSerializer, request, partial=True)
        change_batch(batch=found, plan=replace(plan_of(found), **changes))
        return answer(request, pk)


class ArchiveView(ApiView):
    """The archive."""

    serializer_class = BatchDetailSerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="Put a batch into the archive",
        request=None,
        responses={200: BatchDetailSerializer},
        examples=[examples.DETAIL],
    )
    def post(self, request, pk: int):
        """It can be read then, and nothing in it changes any more; twice is doing it once."""
        archive_batch(batch=batch_for(request.user, pk, "classroom.run_batch"))
        return answer(request, pk)

    @extend_schema(
        tags=[TAG],
        summary="Take a batch out of the archive",
        request=None,
        responses={200: BatchDetailSerializer},
        examples=[examples.DETAIL],
    )
    def delete(self, request, pk: int):
        """Seats that came free meanwhile go to those who wait; twice is doing it once."""
        reopen_batch(batch=batch_for(request.user, pk, "classroom.run_batch"))
        return answer(request, pk)


class CopyView(ApiView):
    """Teaching a batch again."""

    serializer_class = CopySerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="Copy a batch",
        responses={201: BatchDetailSerializer},
        examples=[examples.COPY, examples.DETAIL],
    )
    @idempotent
    def post(self, request, pk: int):
        """All days move by as many days as the first one; people stay behind, and the copy has a new code."""
        found = batch_for(request.user, pk, "classroom.copy_batch")
        made = copy_batch(batch=found, by=request.user, **read(CopySerializer, request))
        return answer(request, made.pk, 201)


class JoinCodeView(ApiView):
    """The code by which people join."""

    serializer_class = JoinCodeSerializer
    pagination_class = None

    @extend_schema(tags=[TAG], summary="Read the code of a batch", examples=[examples.JOIN_CODE])
    def get(self, request, pk: int):
        """For those who teach it."""
        return Response(self.get_serializer(batch_for(request.user, pk, "classroom.assist_batch")).data)

    @extend_schema(
        tags=[TAG],
        summary="Give a batch a new code",
        request=None,
        responses={200: JoinCodeSerializer},
        examples=[examples.JOIN_CODE],
    )
    @idempotent
    def post(self, request, pk: int):
        """The old code and its link lead nowhere from now on."""
        changed = reset_join_code(batch=batch_for(request.user, pk, "classroom.run_batch"))
        return Response(self.get_serializer(changed).data)


urlpatterns = [
    path("batches/<row:pk>/archive/", ArchiveView.as_view()),
    path("batches/<row:pk>/copy/", CopyView.as_view()),
    path("batches/<row:pk>/join-code/", JoinCodeView.as_view()),
]
