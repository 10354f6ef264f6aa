"""The branches of the catalog."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from catalog.models import Category
from lms_site.api.views import PublicApiView

from . import examples
from .course_serializers import CategorySerializer
from .courses import public_version


class CategoriesView(PublicApiView):
    """The branches of the catalog."""

    serializer_class = CategorySerializer
    queryset = Category.objects.select_related("parent").order_by("name")
    pagination_class = None
    keeps_answers = True

    def version_of(self, request, **kwargs) -> str | None:
        return public_version()

    @extend_schema(
        tags=["Courses"],
        summary="List categories",
        responses=CategorySerializer(many=True),
        examples=[examples.CATEGORY],
    )
    def get(self, request):
        """All of them, two levels at most."""
        return Response(self.get_serializer(self.get_queryset(), many=True).data)
