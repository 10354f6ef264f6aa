"""Who teaches a batch."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from classroom.lookups import find_person
from classroom.models import BatchTeacher
from classroom.queries.teaching import teachers_of
from classroom.services.teachers import add_teacher, change_role, remove_teacher
from lms_site.api.routes import path
from lms_site.api.views import ApiView

from . import planning_examples as examples
from .finding import TAG, batch_for
from .planning import read
from .planning_serializers import NewTeacherSerializer, RemovedTeacherSerializer, RoleSerializer, TeacherSerializer


class TeachersView(ApiView):
    """Those who teach a batch."""

    serializer_class = TeacherSerializer

    @extend_schema(tags=[TAG], summary="List those who teach a batch", examples=[examples.TEACHER])
    def get(self, request, pk: int):
        """For those who are in it or teach it, in the order in which they came."""
        found = batch_for(request.user, pk, "classroom.view_batch")
        page = self.paginate_queryset(teachers_of(found))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        tags=[TAG],
        summary="Let somebody teach a batch",
        request=NewTeacherSerializer,
        responses={201: TeacherSerializer},
        examples=[examples.NEW_TEACHER, examples.TEACHER],
    )
    def post(self, request, pk: int):
        """TEACHER_UNKNOWN where nobody has the address; twice is once. Sixty addresses an hour."""
        found = batch_for(request.user, pk, "classroom.run_batch")
        data = read(NewTeacherSerializer, request)
        row = add_teacher(batch=found, user=find_person(request.user, data["email"]), role=data["role"])
        return Response(self.get_serializer(row).data, status=201)


class TeacherView(ApiView):
    """One of those who teach a batch."""

    serializer_class = RoleSerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="Change the role of a teacher",
        operation_id="batches_teachers_update",
        responses={200: TeacherSerializer},
        examples=[examples.ROLE, examples.TEACHER],
    )
    def patch(self, request, pk: int, user_id: int):
        """LAST_TEACHER where nobody would run the batch."""
        row = self._row(request, pk, user_id)
        changed = change_role(batch=row.batch, user=row.user, role=read(RoleSerializer, request)["role"])
        return Response(TeacherSerializer(changed).data)

    @extend_schema(
        tags=[TAG],
        summary="Let somebody teach a batch no more",
        request=None,
        responses={200: RemovedTeacherSerializer},
        examples=[examples.REMOVED],
    )
    def delete(self, request, pk: int, user_id: int):
        """LAST_TEACHER where nobody would run the batch. What they were to hold is held by another teacher."""
        row = self._row(request, pk, user_id)
        count = remove_teacher(batch=row.batch, user=row.user)
        return Response(RemovedTeacherSerializer({"sessions_handed_on": count}).data)

    def _row(self, request, pk: int, user_id: int) -> BatchTeacher:
        found = batch_for(request.user, pk, "classroom.run_batch")
        return get_object_or_404(teachers_of(found).select_related("batch"), user=user_id)


urlpatterns = [
    path("batches/<row:pk>/teachers/", TeachersView.as_view()),
    path("batches/<row:pk>/teachers/<row:user_id>/", TeacherView.as_view()),
]
