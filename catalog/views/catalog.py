"""The catalog page."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject

from catalog.models import CourseIndexPage
from catalog.queries.catalog import search_catalog
from catalog.queries.filters import FACETS, clean_query
from lms_site.public import mark_audience

PARAMETERS = ("q", "sort", "page", *FACETS)
MAX_KEY = 200


def kept_key(request: HttpRequest) -> str:
    """What the visitor asked for, in one order and without unknown names; empty when it is unusually long."""
    pairs = sorted((name, value) for name in PARAMETERS for value in request.GET.getlist(name))
    key = f"{request.get_host()}?{urlencode(pairs)}"
    return key if len(key) <= MAX_KEY else ""


def catalog_response(request: HttpRequest, index: CourseIndexPage) -> HttpResponse:
    """Cards, filters and counts for the query string; kept by caches for visitors alone."""
    base = index.get_url(request) or request.path
    context = {
        **index.get_context(request),
        # Lazy: the kept part of the page asks for it only when it is built anew.
        "result": SimpleLazyObject(lambda: search_catalog(request.GET, base)),
        "query": clean_query(request.GET),
        "kept_key": kept_key(request),
    }
    response = TemplateResponse(request, index.template, context)
    return mark_audience(request, response, parameters=PARAMETERS)
