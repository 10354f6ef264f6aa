"""From any exception to the one error form of the API."""

from typing import Any

from django.core import exceptions as of_django
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from drf_standardized_errors.formatter import flatten_errors
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import exceptions
from rest_framework.fields import get_error_detail
from rest_framework.response import Response

from lms_site.errors import DomainError

from .codes import SENTENCES, code_of
from .envelope import error_body

FIELDLESS = "non_field_errors"
CODE_OF_EXCEPTION: dict[type[exceptions.APIException], str] = {
    exceptions.ValidationError: "VALIDATION_ERROR",
    exceptions.ParseError: "PARSE_ERROR",
    exceptions.NotAuthenticated: "NOT_AUTHENTICATED",
    exceptions.AuthenticationFailed: "INVALID_TOKEN",
    exceptions.PermissionDenied: "PERMISSION_DENIED",
    exceptions.NotFound: "NOT_FOUND",
    exceptions.MethodNotAllowed: "METHOD_NOT_ALLOWED",
    exceptions.NotAcceptable: "NOT_ACCEPTABLE",
    exceptions.UnsupportedMediaType: "UNSUPPORTED_MEDIA_TYPE",
    exceptions.Throttled: "RATE_LIMITED",
}

# Django raises them for what a caller has sent, and answers 400 itself where no view of the API does.
FAULTS_OF_THE_CALLER = (
    of_django.SuspiciousOperation,
    of_django.BadRequest,
    UnreadablePostError,
    MultiPartParserError,
)


class Refusal(exceptions.APIException):
    """An error with a code, status and facts of its own."""

    def __init__(self, code: str, message: Any = "", *, status: int, details: dict[str, Any] | None = None) -> None:
        super().__init__(detail=str(message or SENTENCES.get(code, code)), code=code)
        self.status_code = status
        self.error_code = code
        self.facts = details or {}


class ApiExceptionHandler(ExceptionHandler):
    """What drf-standardized-errors does, with our codes: Django's errors told apart, faults of ours reported."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, DomainError):
            return Refusal(exc.code, exc.message, status=exc.status, details=exc.details)
        if isinstance(exc, of_django.ValidationError):
            return exceptions.ValidationError(get_error_detail(exc))
        if isinstance(exc, of_django.RequestDataTooBig):
            return Refusal("PAYLOAD_TOO_LARGE", status=413)
        if isinstance(exc, FAULTS_OF_THE_CALLER):
            return Refusal("BAD_REQUEST", status=400)
        return super().convert_known_exceptions(exc)

    def should_not_handle(self, exc: Exception) -> bool:
        return False

    def format_exception(self, exc: exceptions.APIException) -> dict[str, Any]:
        if isinstance(exc, Refusal):
            return error_body(exc.error_code, str(exc.detail), exc.facts)
        known = (name for kind, name in CODE_OF_EXCEPTION.items() if isinstance(exc, kind))
        code = next(known, code_of(exc.status_code))
        details = by_field(exc.detail) if code == "VALIDATION_ERROR" else {}
        return error_body(code, str(SENTENCES[code]), details)

    def report_exception(self, exc: exceptions.APIException, response: Response) -> None:
        """What a service refuses is no fault of ours, also where it says 503: whoever is away has been logged."""
        if not isinstance(self.exc, DomainError):
            super().report_exception(exc, response)

    def get_response(self, exc: exceptions.APIException, data: dict[str, Any]) -> Response:
        response = super().get_response(exc, data)
        response.exception = True
        return response


def by_field(detail: Any) -> dict[str, list[str]]:
    """Sentences by field; a field within another is `outer.inner`, what concerns no field `non_field_errors`."""
    fields: dict[str, list[str]] = {}
    for error in flatten_errors(detail):
        fields.setdefault(error.attr or FIELDLESS, []).append(error.detail)
    return fields


def handle(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's entry point."""
    return ApiExceptionHandler(exc, context).run()
