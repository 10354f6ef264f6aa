"""What every request passes first: it gets an id, and what the API answers is logged in one line.

The id stands in the header `X-Request-ID` of the answer, in every line of the log, in the error answers of
the API and in the outbox, so that what a request has caused can be followed into its tasks.
"""

import codecs
import logging
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.log import log_response

logger = logging.getLogger("lms_site.requests")
_request_id: ContextVar[str] = ContextVar("request_id", default="")
# A caller may name its own, so that it finds its request in our log; nothing that could forge a line of it.
OWN_ID = re.compile(r"[A-Za-z0-9_.:-]{8,64}")


def request_id() -> str:
    """The id of the request in whose course this runs, also in a task that it has caused; "" without one."""
    return _request_id.get()


def enter_request(identity: str) -> None:
    """From now on `request_id()` is `identity`: for a worker's task, which has nothing around it."""
    _request_id.set(identity)


@contextmanager
def as_request(identity: str) -> Iterator[None]:
    """Within it, `request_id()` is `identity`."""
    token = _request_id.set(identity)
    try:
        yield
    finally:
        _request_id.reset(token)


class RequestIdFilter(logging.Filter):
    """Gives each record of the log the id of its request, `-` without one."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id() or "-"
        return True


class GatewayMiddleware:
    """The outermost: names the request, logs calls of the API, and gives its errors their one form."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.monotonic()
        with as_request(_id_for(request)):
            _read_as_text(request)
            response = self.get_response(request)
            if response.status_code >= 400:
                response = self._error(request, response)
            if request.path_info.startswith("/api/"):
                _log(request, response, time.monotonic() - began)
            response.headers["X-Request-ID"] = request_id()
        return response

    def _error(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The error in its form, and logged here: Django does so later, when the id is gone."""
        log_response("%s: %s", response.reason_phrase, request.path, response=response, request=request)
        if is_version_one(request.path_info):
            response = _in_envelope(request, response)
        response._has_been_logged = True
        return response


def _id_for(request: HttpRequest) -> str:
    own = request.META.get("HTTP_X_REQUEST_ID", "")
    return own if OWN_ID.fullmatch(own) else f"req_{secrets.token_hex(8)}"


def is_version_one(path: str) -> bool:
    """Whether the address belongs to our own API, version 1."""
    return path.startswith("/api/v1/") or path == "/api/v1"


def _read_as_text(request: HttpRequest) -> None:
    """Take no charset from the request that is none, such as "zlib"; JSON is UTF-8 whatever it says."""
    charset = request.encoding
    if charset is None:
        return
    is_json = request.content_type.endswith("json") or request.path_info.startswith("/api/")
    # Python itself asks this attribute before it decodes; there is no public name for it.
    if is_json or not getattr(codecs.lookup(charset), "_is_text_encoding", True):
        request.encoding = None


def _in_envelope(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The response itself, or the error that it is in the API's own form where Django answered alone."""
    if hasattr(response, "is_enveloped"):
        return response
    from lms_site.api.envelope import error_response

    return error_response(request, response)


def _log(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    """One line: method, route (never the address, which may hold secrets), status, time, person."""
    match = request.resolver_match
    route = f"/{match.route}" if match else "-"
    person = getattr(request, "api_user_id", None) or "-"
    logger.info("%s %s %s %.0fms user=%s", request.method, route, response.status_code, seconds * 1000, person)
