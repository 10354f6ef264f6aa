"""The catalog page."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from catalog.models import CourseIndexPage
from catalog.queries.addresses import find_catalog
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


def read_catalog(request: HttpRequest) -> HttpResponse:
    """Find the catalog in two queries and leave the rest to Wagtail, as `read_course` does."""
    page = find_catalog()
    if page is not None:
        request._wagtail_route_for_request = RouteResult(page)
    return wagtail_serve(request, "courses/")


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
