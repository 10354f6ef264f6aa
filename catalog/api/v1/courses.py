"""Courses, categories, curricula: what everybody may read."""

import time

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from catalog.models import CoursePage, CourseSummary
from catalog.queries.course_details import course_details, live_course
from catalog.queries.named_courses import card_of
from catalog.queries.outline import course_outline
from lms_site.api.views import PublicApiView
from lms_site.cache_versions import is_changing, version

from . import examples
from .authoring.courses import ChangesCourse, CreatesCourse
from .authoring.modules import CreatesModule
from .course_serializers import (
    CourseCardSerializer,
    CourseDetailSerializer,
    ModuleSerializer,
)
from .filters import CourseFilters

FIELDS = OpenApiParameter("fields", str, description="Names of the fields wanted, joined by commas; all by default.")


# Counts of learners, and ratings, do not raise the version.
COUNTS_SECONDS = 300


def public_version() -> str | None:
    """Changes with everything that all visitors can see, and every five minutes for what is counted.

    None while it is changing.
    """
    if is_changing("public"):
        return None
    return f"{version('public')}:{int(time.time() // COUNTS_SECONDS)}"


def is_listed(course: CoursePage) -> bool:
    """Whether everybody may know of the course; its answer is then the same for all."""
    return card_of(course) is not None


def find_course(user, pk: int, *, with_texts: bool = False) -> CoursePage:
    """The live course that the caller may know of; raises NotFound."""
    course = live_course(user, pk, with_texts=with_texts)
    if course is None:
        raise NotFound
    return course


class CoursesView(CreatesCourse, PublicApiView):
    """All listed courses."""

    serializer_class = CourseCardSerializer
    keeps_answers = True
    filter_backends = [DjangoFilterBackend]
    filterset_class = CourseFilters

    def get_queryset(self) -> QuerySet[CourseSummary]:
        return CourseSummary.objects.select_related("category").order_by("-published_at", "pk")

    def version_of(self, request, **kwargs) -> str | None:
        return public_version()

    @extend_schema(tags=["Courses"], summary="List courses", parameters=[FIELDS], examples=[examples.COURSE_CARD])
    def get(self, request):
        """Filters that do not fit are refused; learner counts and ratings follow within minutes."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class CourseView(ChangesCourse, PublicApiView):
    """One course with everything that its page says."""

    serializer_class = CourseDetailSerializer
    keeps_answers = True
    pagination_class = None

    def version_of(self, request, **kwargs) -> str | None:
        return public_version()

    @extend_schema(tags=["Courses"], summary="Read a course", parameters=[FIELDS], examples=[examples.COURSE])
    def get(self, request, pk: int):
        """Drafts are at `courses/{id}/draft/`, for their team alone."""
        course = find_course(request.user, pk, with_texts=True)
        self.keeps_answers = is_listed(course)
        details = course_details(course)
        return Response(self.get_serializer(details).data)


class CourseModulesView(CreatesModule, PublicApiView):
    """The curriculum."""

    serializer_class = ModuleSerializer
    pagination_class = None

    def version_of(self, request, **kwargs) -> str | None:
        return public_version()

    @extend_schema(
        tags=["Courses"],
        summary="Read the curriculum",
        responses=ModuleSerializer(many=True),
        examples=[examples.MODULE],
    )
    def get(self, request, pk: int):
        """Live modules with their live lessons, in order."""
        outline = course_outline(find_course(request.user, pk))
        return Response(self.get_serializer(outline.modules, many=True).data)
