"""Saying who a response is for: everybody who is not signed in, or one person alone."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers

PUBLIC = "public, max-age=0, s-maxage=300"


def mark_public(response: HttpResponseBase, *, parameters: Iterable[str] = ()) -> HttpResponseBase:
    """Say that the response shows nothing of one person; returns it.

    The page cache keeps it, and shared caches in front may for 300 s. `parameters` are the names in the
    query string that the view understands; with any other name the page is not kept, so that nobody
    fills the cache by inventing names. It must carry no nonce and no form token. A response to somebody
    signed in, or one that sets a cookie, the page cache makes private again, whatever the view says.
    """
    response.lms_public = frozenset(parameters)
    response.headers["Cache-Control"] = PUBLIC
    patch_vary_headers(response, ["Cookie", "Accept-Language", "Accept-Encoding"])
    return response


def mark_private(response: HttpResponseBase) -> HttpResponseBase:
    """Say that the response is for one person, and that the browser must ask again; returns it."""
    patch_cache_control(response, private=True, no_cache=True)
    return response


def mark_audience(
    request: HttpRequest, response: HttpResponseBase, *, parameters: Iterable[str] = ()
) -> HttpResponseBase:
    """Public for visitors, private for whoever is signed in; returns the response."""
    if request.user.is_authenticated:
        return mark_private(response)
    return mark_public(response, parameters=parameters)
