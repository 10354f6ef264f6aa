"""What drf-spectacular cannot see by itself: the envelope, the errors, and that unknown fields are refused."""

from typing import Any

from django.utils import translation
from django.utils.module_loading import autodiscover_modules
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema

from lms_site.errors import DomainError

from .codes import CODE_OF_STATUS, SENTENCES
from .introduction import introduction

JSON = "application/json"
# 403 also where everybody may read: a lesson may be locked, an account closed.
EVERY_STATUS = (400, 401, 403, 404, 405, 406, 429, 500, 503)
DESCRIPTIONS = {
    400: "Not valid: the details name each field.",
    401: "No access token, or one that is no longer valid.",
    403: "Known, but not allowed.",
    404: "Nothing here, or nothing for this person.",
    406: "Another version or form of the answer was asked for.",
    409: "It does not go together with how things stand; the code says why.",
    412: "It has changed since the answer whose `ETag` was sent as `If-Match`.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "Understood, but refused; the code says why.",
    429: "Too many requests; `Retry-After` says when to come again.",
    500: "A fault of the server.",
    503: "A part of the site, or a service that it needs, is away; try again later.",
}


class EnvelopeSchema(AutoSchema):
    """Puts what a view returns into the envelope; pages of lists bring theirs, files have none."""

    def map_renderers(self, attribute: str) -> list[str]:
        return [JSON] if attribute == "media_type" else super().map_renderers(attribute)

    def _is_list_view(self, serializer=None) -> bool:
        is_page = self.method == "GET" and self._get_paginator() is not None
        return is_page or super()._is_list_view(serializer)

    def _get_response_for_code(self, serializer, status_code, media_types=None, direction="response"):
        answer = super()._get_response_for_code(serializer, status_code, media_types, direction)
        for media_type, content in answer.get("content", {}).items():
            if media_type != JSON:
                continue
            is_page = "Paginated" in content.get("schema", {}).get("$ref", "") or self._is_page(
                content.get("schema", {})
            )
            if not is_page:
                content["schema"] = in_envelope(content["schema"])
                for example in content.get("examples", {}).values():
                    example["value"] = {"success": True, "data": example["value"], "meta": {}, "links": {}}
        return answer

    @staticmethod
    def _is_page(schema: dict[str, Any]) -> bool:
        return "success" in schema.get("properties", {})


def in_envelope(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a success whose data has `schema`."""
    return {
        "type": "object",
        "required": ["success", "data", "meta", "links"],
        "properties": {
            "success": {"type": "boolean", "const": True},
            "data": schema,
            "meta": {"$ref": "#/components/schemas/Meta"},
            "links": {"$ref": "#/components/schemas/Links"},
        },
    }


class StrictSerializerExtension(OpenApiSerializerExtension):
    """Bodies that refuse unknown fields say so."""

    target_class = "lms_site.api.serializers.StrictSerializer"
    match_subclasses = True

    def map_serializer(self, auto_schema, direction):
        schema = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        if direction == "request":
            schema["additionalProperties"] = False
        return schema


def only_version_one(endpoints: list[tuple]) -> list[tuple]:
    """Leave out whatever else has a schema: Wagtail's own API describes itself."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def with_errors(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Describe the error answers of every operation, and list the codes."""
    with translation.override("en"):
        result["info"]["description"] = introduction(sentences())
    schemas = result["components"].setdefault("schemas", {})
    schemas["Error"] = error_schema()
    schemas["Meta"] = {"type": "object", "additionalProperties": True, "description": "Nothing, for now."}
    schemas["Links"] = {
        "type": "object",
        "properties": {"self": {"type": "string", "format": "uri-reference"}},
        "additionalProperties": True,
    }
    for path in result["paths"].values():
        for method, operation in path.items():
            # Where no token is read, generated clients are not to ask for one.
            if operation.get("security") == [{}]:
                operation["security"] = []
            for status in statuses_of(method):
                operation["responses"].setdefault(str(status), error_answer(status))
    return result


def statuses_of(method: str) -> list[int]:
    """With which errors an operation may answer."""
    statuses = [*EVERY_STATUS]
    if method != "get":
        statuses += [409, 411, 413, 415, 422]
    if method in ("put", "patch"):
        statuses.append(412)
    return sorted(set(statuses))


def error_answer(status: int) -> dict[str, Any]:
    description = DESCRIPTIONS.get(status, str(SENTENCES[CODE_OF_STATUS[status]]))
    return {"description": description, "content": {JSON: {"schema": {"$ref": "#/components/schemas/Error"}}}}


def error_schema() -> dict[str, Any]:
    """The one form of all errors."""
    return {
        "type": "object",
        "required": ["success", "error", "meta"],
        "properties": {
            "success": {"type": "boolean", "const": False},
            "error": {
                "type": "object",
                "required": ["code", "message", "details"],
                "properties": {
                    "code": {"type": "string", "enum": all_codes(), "description": "Stable; for programs."},
                    "message": {"type": "string", "description": "For people, in the language of Accept-Language."},
                    "details": {"type": "object", "additionalProperties": True},
                },
            },
            "meta": {
                "type": "object",
                "required": ["timestamp", "request_id"],
                "properties": {
                    "timestamp": {"type": "string", "format": "date-time"},
                    "request_id": {"type": "string"},
                },
            },
        },
        "example": {
            "success": False,
            "error": {
                "code": "VALIDATION_ERROR",
                "message": "Some values are not valid; the details name them.",
                "details": {"email": ["Enter a valid email address."]},
            },
            "meta": {"timestamp": "2026-01-15T10:30:00Z", "request_id": "req_0123456789abcdef"},
        },
    }


def all_codes() -> list[str]:
    """Every code an error may have: the general ones, and those that stand in the apps' `errors.py`."""
    return sorted({*SENTENCES, *sentences()})


def sentences() -> dict[str, str]:
    """What each code of the domain says."""
    return {
        code: str(sentence) for kind in refusals() for code, sentence in {**kind.codes, kind.code: kind.message}.items()
    }


def refusals() -> list[type[DomainError]]:
    """What services may refuse a program, whatever has been imported so far."""
    autodiscover_modules("errors")
    return [kind for kind in _kinds_of(DomainError) if "errors" in kind.__module__.split(".")]


def _kinds_of(kind: type[DomainError]) -> list[type[DomainError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in _kinds_of(child))]
