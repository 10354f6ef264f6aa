"""Access and refresh tokens: allauth's, with our claims and our rules."""

from typing import Any

from allauth.core.internal.httpkit import get_authorization_credential
from allauth.headless.tokens.strategies.jwt import JWTTokenStrategy, internal
from django.conf import settings

from accounts.errors import InvalidRefreshToken
from accounts.services.renewing import renew_pair
from accounts.services.tokens import claims_of, issue_pair


class TokenStrategy(JWTTokenStrategy):
    """How allauth finds the session of a request, and which tokens it hands out."""

    def get_session_token(self, request) -> str | None:
        """The key of the session; where our API has called allauth, the one that it has named."""
        if hasattr(request, "given_session"):
            return request.given_session or None
        return super().get_session_token(request)

    def _get_access_token(self, request) -> dict[str, Any] | None:
        token = get_authorization_credential(request, "Bearer")
        found = read_access_token(token) if token else None
        return found[1] if found else None

    def get_claims(self, user) -> dict[str, Any]:
        return claims_of(user)

    def create_access_token_payload(self, request) -> dict[str, Any]:
        """The pair for somebody who has just signed in, and the seconds that the access token lives."""
        pair = issue_pair(user=request.user, session=request.session)
        return {
            "access_token": pair.access,
            "refresh_token": pair.refresh,
            "expires_in": settings.HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN,
        }

    def refresh_token(self, refresh_token: str) -> tuple[str, str] | None:
        try:
            pair = renew_pair(refresh_token=refresh_token)
        except InvalidRefreshToken:
            return None
        return pair.access, pair.refresh


def read_access_token(token: str) -> tuple[Any, dict[str, Any]] | None:
    """The person and the claims of a valid access token made for this API; None for any other.

    Its session must still be there and its person active: whoever signed out is refused at once.
    """
    found = internal.validate_access_token(token)
    if found is None or found[1].get("aud") != settings.LMS_TOKEN_AUDIENCE:
        return None
    return found


def session_key_of(claims: dict[str, Any]) -> str:
    """The key of the session that an access token belongs to."""
    return internal.session_key_from_sid(claims["sid"]) or ""
