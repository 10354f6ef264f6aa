"""The one form of every answer under /api/v1/.

Success: `{"success": true, "data": …, "meta": {…}, "links": {…}}`. Error: `{"success": false,
"error": {"code", "message", "details"}, "meta": {"timestamp", "request_id"}}`.
"""

import json
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from rest_framework.renderers import JSONRenderer

from lms_site.gateway import request_id
from lms_site.languages import request_language
from lms_site.public import mark_private

from .codes import SENTENCES, code_of

BODILESS = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
# What was said of a body that is replaced.
OF_THE_BODY = {"content-type", "content-length", "content-encoding", "content-disposition", "etag", "last-modified"}


class Page(dict):
    """`data`, `meta` and `links` of one page of a list, as they go into the envelope."""


class EnvelopeRenderer(JSONRenderer):
    """Puts what a view returns into the envelope; what the exception handler returns is one already."""

    def render(self, data: Any, accepted_media_type=None, renderer_context=None) -> bytes:
        context = renderer_context or {}
        response = context.get("response")
        if response is not None:
            response.is_enveloped = True
            if response.status_code in BODILESS:
                return b""
        is_error = response is not None and response.exception
        body = data if is_error else success_body(data, context.get("request"))
        return super().render(body, accepted_media_type, renderer_context)


class VersionedRenderer(EnvelopeRenderer):
    """The same for who asks for a version: any other version is not acceptable (406)."""

    media_type = "application/vnd.hybridlms.v1+json"
    format = "v1"


def success_body(data: Any, request: Any) -> dict[str, Any]:
    """The envelope around what a view returns."""
    if isinstance(data, Page):
        return {"success": True, **data}
    links = {"self": request.get_full_path()} if request is not None else {}
    return {"success": True, "data": data, "meta": {}, "links": links}


def error_body(code: str, message: str, details: dict[str, Any] | None = None) -> dict[str, Any]:
    """The body of an error; `details` are by field, or facts about the refusal."""
    return {
        "success": False,
        "error": {"code": code, "message": message, "details": details or {}},
        "meta": {"timestamp": datetime.now(UTC).isoformat().replace("+00:00", "Z"), "request_id": request_id()},
    }


def error_response(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    """The error that `response` is, in the envelope: for what never reached a view of the API.

    Headers stay, so that browsers of other origins may read it; the language is the caller's.
    """
    status = response.status_code
    code = code_of(status)
    language = response.headers.get("Content-Language") or request_language(request.META)
    with translation.override(language):
        body = json.dumps(error_body(code, str(SENTENCES[code])))
    answer = HttpResponse(body, status=status, content_type="application/json")
    for name, value in response.headers.items():
        if name.lower() not in OF_THE_BODY:
            answer.headers[name] = value
    answer.headers["Content-Language"] = language
    answer.cookies = response.cookies
    return mark_private(answer)
