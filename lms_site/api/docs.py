"""The description of the API and a page to read and try it, from our own static files alone."""

import hashlib
from functools import lru_cache
from threading import Lock

from django.http import HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from drf_spectacular.renderers import OpenApiJsonRenderer2, OpenApiYamlRenderer2
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.renderers import BaseRenderer, JSONRenderer

# drf-spectacular loads its extensions with the first description, and two at once stumble over it.
_one_at_a_time = Lock()


class PlainJsonRenderer(OpenApiJsonRenderer2):
    media_type = JSONRenderer.media_type


class SchemaView(SpectacularAPIView):
    """OpenAPI 3.1 as JSON, or as YAML for who asks for it in `Accept`.

    It takes a second of work, so a process makes it once for each language and form, whatever the query says.
    """

    renderer_classes = [PlainJsonRenderer, OpenApiJsonRenderer2, OpenApiYamlRenderer2]
    authentication_classes: list[type] = []

    @extend_schema(exclude=True)
    def get(self, request, *args, **kwargs):
        language = translation.get_language() or "en"
        with _one_at_a_time:
            content, etag = describe(language, type(request.accepted_renderer))
        response = HttpResponse(content, content_type=request.accepted_renderer.media_type)
        response.headers["ETag"] = etag
        patch_cache_control(response, public=True, max_age=300)
        patch_vary_headers(response, ["Accept", "Accept-Language"])
        return get_conditional_response(request, etag=etag, response=response)


@lru_cache(maxsize=32)
def describe(language: str, form: type[BaseRenderer]) -> tuple[bytes, str]:
    """The description in one of our languages, and its tag."""
    with translation.override(language):
        generator = SchemaView.generator_class(urlconf=SchemaView.urlconf)
        content = form().render(generator.get_schema(request=None, public=True), renderer_context={})
    return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'


class DocsView(SpectacularSwaggerSplitView):
    """Swagger UI."""

    authentication_classes: list[type] = []
    url_name = "api:schema"
    template_name = "api/docs.html"
