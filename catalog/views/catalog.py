"""The catalog page."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from catalog.models import CourseIndexPage
from catalog.queries.catalog import search_catalog
from catalog.queries.filters import FACETS
from lms_site.public import mark_audience


def catalog_response(request: HttpRequest, index: CourseIndexPage) -> HttpResponse:
    """Cards, filters and counts for the query string; kept by caches for visitors alone."""
    context = {
        **index.get_context(request),
        "result": search_catalog(request.GET, index.get_url(request) or request.path),
    }
    response = TemplateResponse(request, index.template, context)
    return mark_audience(request, response, parameters=("q", "sort", "page", *FACETS))
