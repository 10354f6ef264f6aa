"""What the account's addresses have in common."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import OpenApiExample

from accounts.models import User
from accounts.services.tokens import TokenPair
from lms_site.api.serializers import StrictSerializer
from lms_site.api.views import PublicApiView

TAG = "Account"
EXAMPLE_TOKENS = {
    "access_token": "eyJhbGciOiJIUzI1NiIs…",
    "refresh_token": "eyJhbGciOiJIUzI1NiIs…",
    "token_type": "Bearer",
    "expires_in": 900,
}
EXAMPLE_PERSON = {"id": 7, "email": "sari@example.com", "display_name": "Sari", "role": "student"}


class DoorView(PublicApiView):
    """Open without a token; one that is sent along is not looked at, it may have expired."""

    authentication_classes: list[type] = []
    throttle_scope = "auth"


def example(name: str, value: Any, *, is_body: bool = False) -> OpenApiExample:
    """An example of a body, or of the data of an answer."""
    return OpenApiExample(name, value=value, request_only=is_body, response_only=not is_body)


def read_body(kind: type[StrictSerializer], request: Any, **options: Any) -> dict[str, Any]:
    """The body of a request, checked; raises ValidationError by field."""
    body = kind(data=request.data, **options)
    body.is_valid(raise_exception=True)
    return body.validated_data


def tokens_data(pair: TokenPair) -> dict[str, Any]:
    """A pair as it is answered."""
    return {
        "access_token": pair.access,
        "refresh_token": pair.refresh,
        "token_type": "Bearer",
        "expires_in": settings.HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN,
    }


def signed_in_data(meta: dict[str, Any], user: User) -> dict[str, Any]:
    """The pair that allauth made, and whom it is for."""
    return {**tokens_data(TokenPair(meta["access_token"], meta["refresh_token"])), "user": user}
