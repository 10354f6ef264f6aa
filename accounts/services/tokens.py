"""Handing out pairs of an access and a refresh token; which of them are valid is kept in their session."""

import time
from dataclasses import dataclass
from typing import Any

from allauth.headless.tokens.strategies.jwt import internal
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from accounts.models import User
from accounts.roles import role_of

CURRENT = "refresh_tokens"
SPENT = "spent_refresh_tokens"


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a program signs its requests with, and what it gets the next pair for."""

    access: str
    refresh: str


def claims_of(user: User) -> dict[str, Any]:
    """What an access token says beside allauth's own claims (iat, exp, jti, sub, sid, token_use)."""
    return {"user_id": user.pk, "email": user.email, "role": role_of(user), "aud": settings.LMS_TOKEN_AUDIENCE}


def issue_pair(*, user: User, session: SessionBase) -> TokenPair:
    """A pair for `session`, which lives as long as its refresh token from now on. The caller saves the session."""
    lifetime = settings.HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN
    refresh, payload = internal.create_token(
        "refresh",
        sub=str(user.pk),
        sid=internal.session_key_to_sid(session.session_key),
        claims={"aud": settings.LMS_TOKEN_AUDIENCE},
        expires_in=lifetime,
    )
    now = time.time()
    current = {jti: expires for jti, expires in session.get(CURRENT, {}).items() if expires > now}
    session[CURRENT] = {**current, payload["jti"]: payload["exp"]}
    session.set_expiry(lifetime)
    return TokenPair(access=internal.create_access_token(user, session, claims_of(user)), refresh=refresh)
