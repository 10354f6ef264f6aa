"""Asking allauth: our addresses hand a body that is checked to its views, and read what these answer.

So there is one set of rules and limits, whichever way a program signs in.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.base.views import APIView
from allauth.headless.constants import Client
from django.http import HttpRequest, HttpResponseBase
from rest_framework.exceptions import Throttled, ValidationError

from accounts.errors import InvalidCredentials, SignInExpired, SignUpClosed
from lms_site.api.errors import FIELDLESS
from lms_site.errors import DomainError

WAIT_SECONDS = 60
TOO_MANY = {"too_many_login_attempts", "rate_limited"}
WRONG_CREDENTIALS = "email_password_mismatch"
REFUSAL_OF_STATUS: dict[int, type[DomainError]] = {403: SignUpClosed, 409: SignInExpired, 410: SignInExpired}


@dataclass(frozen=True, slots=True)
class Answer:
    """What allauth says: 401 also means "done, but nobody is signed in now"."""

    status: int
    data: dict[str, Any] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)

    @property
    def pending(self) -> str | None:
        """The step that has to follow before somebody is signed in."""
        return next((flow["id"] for flow in self.data.get("flows", []) if flow.get("is_pending")), None)


class GivenBody:
    """Mixed into allauth's views: the body is the one that our serializer has read."""

    def _parse_json(self, request: HttpRequest) -> dict[str, Any]:
        return request.given_body


def door(view: type[APIView]) -> Callable[[HttpRequest], HttpResponseBase]:
    """A view of allauth's that `ask` can ask."""
    return type(view.__name__, (GivenBody, view), {}).as_api_view(client=Client.APP)


def ask(view: Callable, request: HttpRequest, body: dict[str, Any] | None = None, *, session_key: str = "") -> Answer:
    """What `view` answers to `body` within the session of that key, or within a new one.

    Raises what the API tells for each refusal: ValidationError by field, Throttled, InvalidCredentials,
    SignInExpired when there is no such session, SignUpClosed.
    """
    request.given_body, request.given_session = body or {}, session_key
    try:
        response = view(request)
    except ImmediateHttpResponse as way_out:
        response = way_out.response
    content = json.loads(response.content or b"{}")
    _refuse(response.status_code, content.get("errors", []))
    return Answer(response.status_code, content.get("data", {}), content.get("meta", {}))


def _refuse(status: int, errors: list[dict[str, Any]]) -> None:
    codes = {error.get("code") for error in errors}
    if status == 429 or codes & TOO_MANY:
        raise Throttled(wait=WAIT_SECONDS)
    if WRONG_CREDENTIALS in codes:
        raise InvalidCredentials
    if status in REFUSAL_OF_STATUS:
        raise REFUSAL_OF_STATUS[status]
    if errors:
        fields: dict[str, list[str]] = {}
        for error in errors:
            fields.setdefault(error.get("param", FIELDLESS), []).append(error["message"])
        raise ValidationError(fields)
