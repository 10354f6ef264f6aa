"""The base of every view under /api/v1/."""

import hashlib
from datetime import UTC
from functools import partial
from typing import Any

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response

from lms_site.public import mark_private

from . import errors
from .envelope import EnvelopeRenderer, VersionedRenderer
from .kept import find_answer, keep_answer
from .pagination import NumberedPages
from .parsers import StrictJSONParser
from .throttles import ScopedThrottle


class ApiView(GenericAPIView):
    """Parse, permission, service, serializer; envelope, limits and conditions are done here.

    Signed-in people only, unless `permission_classes` says otherwise. A view that can tell cheaply whether
    its answer has changed says so in `version_of`: an unchanged answer is then 304 without being made.
    Where it `keeps_answers`, those that are the same for everybody are kept as they were rendered.
    """

    renderer_classes = [EnvelopeRenderer, VersionedRenderer]
    parser_classes = [StrictJSONParser]
    pagination_class = NumberedPages
    throttle_classes = [ScopedThrottle]
    permission_classes = [IsAuthenticated]
    filter_backends: list[type] = []
    metadata_class = None
    keeps_answers = False

    def get_exception_handler(self):
        return errors.handle

    def version_of(self, request, **kwargs) -> str | None:
        """What changes whenever the answer to this GET does; None when that is not known before it is made."""
        return None

    def dispatch(self, request, *args, **kwargs):
        """Moments in answers are UTC, whatever the caller's own timezone."""
        with timezone.override(UTC):
            return super().dispatch(request, *args, **kwargs)

    def check_throttles(self, request) -> None:
        """Done first of all, in `initial`."""

    def initial(self, request, *args, **kwargs) -> None:
        """Limits come before everything, so that every refusal counts as well."""
        failure = self._failure_to_know(request)
        request._request.api_user_id = request.user.pk
        super().check_throttles(request)
        if failure:
            raise failure
        super().initial(request, *args, **kwargs)
        refuse_null(request, kwargs)
        if request.method in ("GET", "HEAD"):
            self.version = self.version_of(request, **kwargs)
            self._answer_at_once(request)

    def _answer_at_once(self, request) -> None:
        """Raise AnsweredAtOnce where the caller has the answer already, or where it is kept."""
        if self.version is None:
            return
        self.etag = self._etag(self.version)
        if self.etag in known_etags(request):
            raise AnsweredAtOnce(Response(status=304))
        kept = find_answer(request, self.version) if self.keeps_answers else None
        if kept is not None:
            raise AnsweredAtOnce(kept.response())

    def _failure_to_know(self, request) -> APIException | None:
        """Why the token that was sent is refused; the caller is nobody then."""
        try:
            self.perform_authentication(request)
        except APIException as error:
            self.has_refused_token = True
            return error
        return None

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, AnsweredAtOnce):
            return exc.response
        return super().handle_exception(exc)

    def finalize_response(self, request, response, *args, **kwargs) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        limit = getattr(request._request, "rate_limit", None)
        if limit:
            response.headers["RateLimit-Limit"] = str(limit.allowed)
            response.headers["RateLimit-Remaining"] = str(max(limit.left, 0))
            response.headers["RateLimit-Reset"] = str(limit.seconds)
        patch_vary_headers(response, ["Accept", "Accept-Language", "Authorization"])
        mark_private(response)
        if request.method in ("GET", "HEAD") and response.status_code in (200, 304):
            self._add_etag(request, response)
        return response

    def _add_etag(self, request, response: Response) -> None:
        etag = getattr(self, "etag", None)
        if etag:
            response.headers["ETag"] = etag
        if isinstance(response, Response):
            if self.keeps_answers and self.version is not None:
                response.add_post_render_callback(partial(keep_answer, request, self.version))
            response.add_post_render_callback(self._unless_known)

    def _unless_known(self, response: Response) -> None:
        """Empty the rendered answer when the caller has it already: spares the way, not the work."""
        if "ETag" not in response.headers:
            response.headers["ETag"] = self._etag(hashlib.sha256(response.content).hexdigest())
        known = known_etags(self.request)
        if "W/*" in known or response.headers["ETag"] in known:
            response.status_code = 304
            response.content = b""
            response.headers.pop("Content-Type", None)

    def _etag(self, version: str) -> str:
        request = self.request
        parts = (
            version,
            str(request.user.pk),
            get_language() or "",
            request.get_full_path(),
            request.accepted_renderer.media_type,
        )
        return f'W/"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]}"'


class PublicApiView(ApiView):
    """Open to everybody."""

    permission_classes = [AllowAny]


class UnknownAddressView(PublicApiView):
    """404 for every method at addresses that nothing answers."""

    schema = None

    def initial(self, request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound


class AnsweredAtOnce(Exception):
    """The answer is known before anything is read."""

    def __init__(self, response: HttpResponseBase) -> None:
        super().__init__()
        self.response = response


def known_etags(request) -> list[str]:
    """The tags that the caller says it has, all as weak ones."""
    return [
        tag if tag.startswith("W/") else f"W/{tag}" for tag in parse_etags(request.headers.get("If-None-Match", ""))
    ]


def refuse_null(request, kwargs: dict[str, Any]) -> None:
    """No NUL in an address: no database has one, and some fail at it. 404 in the path, 400 in the query."""
    if any(isinstance(value, str) and "\0" in value for value in kwargs.values()):
        raise NotFound
    if "%00" not in request.META.get("QUERY_STRING", ""):
        return
    for name, values in request.query_params.lists():
        if any("\0" in value for value in (name, *values)):
            raise ValidationError({name.replace("\0", ""): [_("Null characters are not allowed.")]})
