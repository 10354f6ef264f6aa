"""The description of the API and a page to read and try it, from our own static files alone."""

import threading

from drf_spectacular.renderers import OpenApiJsonRenderer2, OpenApiYamlRenderer2
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer

from lms_site.public import mark_public

# drf-spectacular loads its extensions with the first description, and two at once stumble over it.
_one_at_a_time = threading.Lock()


class PlainJsonRenderer(OpenApiJsonRenderer2):
    media_type = JSONRenderer.media_type


class SchemaView(SpectacularAPIView):
    """OpenAPI 3.1 as JSON, or as YAML for who asks for it; kept until the release changes."""

    renderer_classes = [PlainJsonRenderer, OpenApiJsonRenderer2, OpenApiYamlRenderer2]
    authentication_classes: list[type] = []

    def _get_schema_response(self, request):
        with _one_at_a_time:
            return super()._get_schema_response(request)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        return mark_public(response, parameters=["format", "lang"])


class DocsView(SpectacularSwaggerSplitView):
    """Swagger UI."""

    authentication_classes: list[type] = []
    url_name = "api:schema"
    template_name = "api/docs.html"
