"""A module of the public curriculum."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from catalog.models import ModulePage
from catalog.queries.outline import course_outline
from catalog.services.publishing import course_of
from lms_site.api.views import PublicApiView

from . import examples
from .authoring.modules import ChangesModule
from .course_serializers import ModuleSerializer
from .courses import find_course, public_version

EXAMPLE = examples.answer("A module", {**examples.MODULE.value, "course_id": examples.COURSE_ID})


class ModuleOfCourseSerializer(ModuleSerializer):
    """A live module with its live lessons, and its course."""

    course_id = serializers.IntegerField()


class ModuleView(ChangesModule, PublicApiView):
    """One module."""

    serializer_class = ModuleOfCourseSerializer
    pagination_class = None

    def version_of(self, request, **kwargs) -> str:
        return public_version()

    @extend_schema(
        operation_id="modules_retrieve",
        tags=["Courses"],
        summary="Read a module",
        description="Live, with its live lessons. The draft is at `modules/{id}/draft/`, for the team alone.",
        responses=ModuleOfCourseSerializer,
        examples=[EXAMPLE],
    )
    def get(self, request, pk: int) -> Response:
        module = ModulePage.objects.live().filter(pk=pk).first()
        above = course_of(module) if module is not None else None
        if above is None:
            raise NotFound
        course = find_course(request.user, above.pk)
        found = next((row for row in course_outline(course).modules if row.id == pk), None)
        if found is None:
            raise NotFound
        return Response({**ModuleSerializer(found).data, "course_id": course.pk})
