"""The codes of errors that do not come from the domain; those of the domain stand in each app's `errors.py`."""

from django.utils.translation import gettext_lazy as _

CODE_OF_STATUS = {
    400: "BAD_REQUEST",
    401: "NOT_AUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    406: "NOT_ACCEPTABLE",
    409: "CONFLICT",
    411: "LENGTH_REQUIRED",
    412: "PRECONDITION_FAILED",
    413: "PAYLOAD_TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
    422: "VALIDATION_ERROR",
    429: "RATE_LIMITED",
    500: "SERVER_ERROR",
    503: "UNAVAILABLE",
}
SENTENCES = {
    "BAD_REQUEST": _("This request cannot be understood."),
    "VALIDATION_ERROR": _("Some values are not valid; the details name them."),
    "PARSE_ERROR": _("The body is not valid JSON."),
    "NOT_AUTHENTICATED": _("Sign in first, and send the access token."),
    "INVALID_TOKEN": _("This access token is not valid, or no longer."),
    "PERMISSION_DENIED": _("You may not do this."),
    "NOT_FOUND": _("There is nothing here, or nothing for you."),
    "METHOD_NOT_ALLOWED": _("This address does not know this method."),
    "NOT_ACCEPTABLE": _("This API answers in JSON, version 1."),
    "CONFLICT": _("This does not go together with how things stand."),
    "LENGTH_REQUIRED": _("Content-Length is missing."),
    "PRECONDITION_FAILED": _("It has changed since you read it. Read it again."),
    "PAYLOAD_TOO_LARGE": _("The body is too large."),
    "UNSUPPORTED_MEDIA_TYPE": _("Send JSON, with the content type application/json."),
    "RATE_LIMITED": _("Too many requests. Wait, then go on."),
    "IDEMPOTENCY_KEY_REUSED": _("This Idempotency-Key was used for another request."),
    "IDEMPOTENCY_KEY_IN_USE": _("The first request with this Idempotency-Key is still being answered. Try again."),
    "SERVER_ERROR": _("Something went wrong here. We have been told."),
    "UNAVAILABLE": _("The service is not available for a moment."),
}


def code_of(status: int) -> str:
    """The code of an error of which nothing but the status is known."""
    return CODE_OF_STATUS.get(status, "SERVER_ERROR" if status >= 500 else "BAD_REQUEST")
