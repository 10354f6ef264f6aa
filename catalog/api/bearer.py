"""Wagtail's read-write API (v3) for holders of an API token, and for nobody else.

As shipped, it shows pages, images and documents to anonymous callers with every field of
`api_fields`; sessions are not asked for. Here no view of it is reached without a token, and what a
token reaches is what its owner reaches in the CMS.
"""

from functools import wraps

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.api.v3.errors import problem_response
from wagtail.documents.api.v3 import router as documents
from wagtail.images.api.v3 import router as images

from .views import is_cms_staff, own_files

authenticate = BearerTokenAuth()


def for_token_holders(view):
    """Wrap a view of the API: 401 without a valid token, 403 when its owner may no longer enter the CMS.

    Whatever it answers with an error has changed nothing.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = _refusal(request) or _all_or_nothing(view, request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return guarded


def _all_or_nothing(view, request: HttpRequest, *args, **kwargs) -> HttpResponse:
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return view(request, *args, **kwargs)
    with transaction.atomic():
        response = view(request, *args, **kwargs)
        if response.status_code >= 400:
            transaction.set_rollback(True)
    return response


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if authenticate(request) is None:
        response = problem_response(status=401, detail="This API wants an API token of the CMS.")
        response.headers["WWW-Authenticate"] = "Bearer"
        return response
    request.api_user_id = request.user.pk
    if not is_cms_staff(request.user):
        return problem_response(status=403, detail="The owner of this token may not enter the CMS.")
    if request.content_type == "application/json" and request.body.strip()[:1] not in (b"", b"{"):
        return problem_response(status=422, detail="The body must be a JSON object.")
    return None


def guard(patterns: list) -> list:
    """Wrap the view of every pattern, nested ones included; returns the same list."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            guard(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            pattern.callback = for_token_holders(pattern.callback)
    return patterns


def restrict_to_own_folders() -> None:
    """Let the lists of images and documents show the folders of the token's owner.

    Wagtail 8.0 asks no permission when it lists them, and offers no setting for it: the functions
    that make these lists are replaced.
    """
    documents.get_documents_queryset = _own(documents.get_documents_queryset)
    images.get_images_queryset = _own(images.get_images_queryset)


def _own(listing):
    @wraps(listing)
    def own(request: HttpRequest):
        everything = listing(request)
        return everything.filter(own_files(everything.model, request.user))

    return own
