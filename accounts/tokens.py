"""Access and refresh tokens: allauth's, with our claims and our rules."""

from typing import Any

from allauth.headless.tokens.strategies.jwt import JWTTokenStrategy, internal
from django.conf import settings

from accounts.roles import role_of


class TokenStrategy(JWTTokenStrategy):
    """Adds who the person is to the access token."""

    def get_claims(self, user) -> dict[str, Any]:
        return {
            "user_id": user.pk,
            "email": user.email,
            "role": role_of(user),
            "aud": settings.LMS_TOKEN_AUDIENCE,
        }


def read_access_token(token: str) -> tuple[Any, dict[str, Any]] | None:
    """The person and the claims of a valid access token made for this API; None for any other.

    Its session must still be there and its person active: whoever signed out is refused at once.
    """
    found = internal.validate_access_token(token)
    if found is None or found[1].get("aud") != settings.LMS_TOKEN_AUDIENCE:
        return None
    return found
