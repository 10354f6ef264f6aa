"""Learning paths."""

from django.db.models import Count
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from catalog.errors import NotEnrolled
from catalog.models import LearningPathPage
from catalog.queries.catalog import summaries_of_path
from catalog.queries.paths import path_view
from catalog.queries.readers import reachable
from catalog.services.paths import enroll_in_path, leave_path
from lms_site.api.idempotency import idempotent
from lms_site.api.views import ApiView, PublicApiView

from . import examples
from .courses import FIELDS, public_version
from .path_serializers import PathBriefSerializer, PathProgressSerializer, PathSerializer


def open_paths():
    """The paths that everybody can see, with `course_count`."""
    paths = reachable(LearningPathPage.objects.live().public())
    return paths.annotate(course_count=Count("path_courses")).order_by("path")


def find_path(pk: int) -> LearningPathPage:
    """Raises NotFound."""
    path = open_paths().filter(pk=pk).first()
    if path is None:
        raise NotFound
    return path


def read_out(path: LearningPathPage, **more) -> dict:
    """A path as its serializers take it."""
    names = ("pk", "title", "subtitle", "is_fixed_order", "has_certificate", "course_count")
    return {**{name: getattr(path, name) for name in names}, "get_url": path.get_url() or "", **more}


class PathsView(PublicApiView):
    """All learning paths."""

    serializer_class = PathBriefSerializer
    keeps_answers = True

    def version_of(self, request, **kwargs) -> str | None:
        return public_version()

    @extend_schema(
        tags=["Learning paths"], summary="List learning paths", parameters=[FIELDS], examples=[examples.PATH_BRIEF]
    )
    def get(self, request):
        """In the order of the catalog."""
        page = [read_out(path) for path in self.paginate_queryset(open_paths())]
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class PathView(PublicApiView):
    """One learning path with its courses."""

    serializer_class = PathSerializer
    keeps_answers = True
    pagination_class = None

    def version_of(self, request, **kwargs) -> str | None:
        return public_version()

    @extend_schema(tags=["Learning paths"], summary="Read a learning path", examples=[examples.PATH])
    def get(self, request, pk: int):
        """Courses stand in the order of the path."""
        path = find_path(pk)
        data = read_out(path, introduction=path.introduction, courses=summaries_of_path(path))
        return Response(self.get_serializer(data).data)


class PathEnrollView(ApiView):
    """Entering and leaving a path."""

    serializer_class = PathProgressSerializer
    pagination_class = None

    @extend_schema(
        tags=["Learning paths"],
        summary="Enter a learning path",
        request=None,
        responses={201: PathProgressSerializer},
        examples=[examples.PATH_PROGRESS],
    )
    @idempotent
    def post(self, request, pk: int):
        """Its free courses open, in a fixed order the first one; entering twice is entering once."""
        path = find_path(pk)
        enroll_in_path(user=request.user, path=path)
        return Response(self.get_serializer(path_view(path, request.user)).data, status=201)

    @extend_schema(tags=["Learning paths"], summary="Leave a learning path", request=None, responses={204: None})
    def delete(self, request, pk: int):
        """Its courses stay open."""
        leave_path(user=request.user, path_key=find_path(pk).translation_key)
        return Response(status=204)


class PathProgressView(ApiView):
    """How far the caller is on a path."""

    serializer_class = PathProgressSerializer
    pagination_class = None

    @extend_schema(tags=["Learning paths"], summary="Read one's progress on a path", examples=[examples.PATH_PROGRESS])
    def get(self, request, pk: int):
        """NOT_ENROLLED for who is not on the path."""
        view = path_view(find_path(pk), request.user)
        if view.enrollment is None:
            raise NotEnrolled
        return Response(self.get_serializer(view).data)
