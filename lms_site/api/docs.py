"""The description of the API and a page to read and try it, from our own static files alone."""

from drf_spectacular.renderers import OpenApiJsonRenderer2, OpenApiYamlRenderer2
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer

from lms_site.public import mark_public


class PlainJsonRenderer(OpenApiJsonRenderer2):
    media_type = JSONRenderer.media_type


class SchemaView(SpectacularAPIView):
    """OpenAPI 3.1 as JSON, or as YAML for who asks for it; kept until the release changes."""

    renderer_classes = [PlainJsonRenderer, OpenApiJsonRenderer2, OpenApiYamlRenderer2]
    authentication_classes: list[type] = []

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        return mark_public(response, parameters=["format", "lang"])


class DocsView(SpectacularSwaggerSplitView):
    """Swagger UI."""

    authentication_classes: list[type] = []
    url_name = "api:schema"
    template_name = "api/docs.html"
