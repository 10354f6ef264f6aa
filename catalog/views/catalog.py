"""The catalog page."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from catalog.holes import PageReader
from catalog.models import CourseIndexPage
from catalog.queries.addresses import find_catalog
from catalog.queries.catalog import search_catalog
from catalog.queries.filters import FACETS, clean_query
from catalog.services.shells import PUBLIC, build_shell, cached_shell
from catalog.shell import Shell
from lms_site.public import mark_audience

PARAMETERS = ("q", "sort", "page", *FACETS)
SHELL_SECONDS = 300
MAX_KEY = 200


def shell_key(request: HttpRequest) -> str | None:
    """What was asked for, in one order and without unknown names.

    None for words of one's own and for unusually long choices, of which there is no end.
    """
    chosen = sorted((name, value) for name in PARAMETERS for value in request.GET.getlist(name) if name != "q")
    key = urlencode(chosen)
    return None if clean_query(request.GET) or len(key) > MAX_KEY else key


def read_catalog(request: HttpRequest) -> HttpResponse:
    """Answer from the cached shell when there is one; else find the catalog and leave the rest to Wagtail."""
    key = shell_key(request)
    shell = None if key is None else cached_shell(request, key)
    if shell is not None:
        return answer(request, shell)
    page = find_catalog()
    if page is not None:
        request._wagtail_route_for_request = RouteResult(page)
    return wagtail_serve(request, "courses/")


def catalog_response(request: HttpRequest, index: CourseIndexPage) -> HttpResponse:
    """The ordinary way: search, render the shell, keep it, answer from it."""
    context = page_context(request, index)
    shell = build_shell(request, index, context, depends_on=[PUBLIC], key=shell_key(request), seconds=SHELL_SECONDS)
    return answer(request, shell)


def page_context(request: HttpRequest, index: CourseIndexPage) -> dict:
    """What the catalog template needs beside the page: cards, filters and counts for the query string."""
    base = request.path
    return {"result": search_catalog(request.GET, base), "query": clean_query(request.GET)}


def answer(request: HttpRequest, shell: Shell) -> HttpResponse:
    """Fill the holes; kept by caches for visitors alone."""
    response = HttpResponse(shell.fill(PageReader(request).fill))
    return mark_audience(request, response, parameters=PARAMETERS)
