"""Whole pages for anonymous visitors: the outermost middleware, and a very lean one.

A page is kept when its view has called `mark_public`, and is void with the next `bump("public")`.
Nothing behind this middleware runs for a kept page; its headers are those that the others once set.
"""

from django.conf import settings

from lms_site import kept_pages
from lms_site.cache_versions import is_changing, recent_version
from lms_site.languages import request_language

NEVER_KEPT = (
    "/accounts/", "/cms/", "/django-admin/", "/documents/", "/learn/", "/dev/",
    "/language/", "/static/", "/media/", "/covers/", "/healthz", "/readyz",
    "/cart/", "/checkout/", "/orders/", "/gifts/",
)  # fmt: skip
MAX_QUERY = 200
# A response may depend on these headers only: all are part of the key, or of no consequence for it, or
# (Authorization, cookies of a person) such that whoever sends them gets nothing that is kept.
KNOWN_VARY = {"authorization", "cookie", "accept-language", "accept-encoding", "accept"}
PRIVATE = "private, max-age=0, must-revalidate"


class AnonymousPageCacheMiddleware:
    """Answers strangers from kept pages, and sees to it that nobody else's answer is kept or shared."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.seconds = settings.LMS_PAGE_CACHE_SECONDS
        self.personal_cookies = (f"{settings.SESSION_COOKIE_NAME}=", "messages=")

    def __call__(self, request):
        meta = request.META
        if self._is_personal(meta):
            return self._private(self.get_response(request))
        if not self.seconds or not _may_be_kept(request, meta):
            response = self.get_response(request)
            return self._private(response) if response.cookies else response
        key = page_key(request, meta)
        version = recent_version("public")
        page = kept_pages.find(key, version)
        if page is not None:
            return page.answer(meta)
        response = self.get_response(request)
        if _is_same_for_all(request, response):
            kept_pages.keep(key, response, version, self.seconds)
        elif response.cookies:
            self._private(response)
        return response

    def _is_personal(self, meta):
        cookies = meta.get("HTTP_COOKIE", "")
        if cookies and any(name in cookies for name in self.personal_cookies):
            return True
        return "HTTP_AUTHORIZATION" in meta

    def _private(self, response):
        if hasattr(response, "lms_public"):
            response.headers["Cache-Control"] = PRIVATE
        return response


def page_key(request, meta):
    """What a kept page goes by: address, parameters in order of their names, language, kind of answer."""
    query = "&".join(sorted(meta.get("QUERY_STRING", "").split("&"), key=_name))
    kind = "html" if "text/html" in meta.get("HTTP_ACCEPT", "") else "other"
    if not request.path_info.startswith("/api/"):
        kind = "page"
    scheme = "https" if request.is_secure() else "http"
    host = meta.get("HTTP_HOST", "") or meta.get("SERVER_NAME", "")
    # With the length of the query before it, no path and query can look like another pair of them.
    parts = (kind, request_language(meta), scheme, host, str(len(query)), query, request.path)
    return "|".join(parts)


def _name(parameter):
    return parameter.partition("=")[0]


def _may_be_kept(request, meta):
    return (
        request.method in ("GET", "HEAD")
        and len(meta.get("QUERY_STRING", "")) <= MAX_QUERY
        and not request.path_info.startswith(NEVER_KEPT)
        and "HTTP_HX_REQUEST" not in meta
        and not is_changing("public")
    )


def _is_same_for_all(request, response):
    """Whether the view has marked the response and nothing in it or around it speaks of one visitor."""
    parameters = getattr(response, "lms_public", None)
    if parameters is None or response.status_code != 200 or request.method != "GET":
        return False
    if response.streaming or response.cookies or getattr(request, "_csp_nonce", None):
        return False
    vary = {name.strip().lower() for name in response.headers.get("Vary", "").split(",") if name.strip()}
    return vary <= KNOWN_VARY and set(request.GET) <= parameters
