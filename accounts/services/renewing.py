"""Exchanging a refresh token for the next pair, once; a token that was copied ends its session."""

import logging
import time
from typing import Any

from allauth.headless.tokens.strategies.jwt import internal
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.cached_db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts.errors import InvalidRefreshToken
from accounts.services.tokens import CURRENT, SPENT, TokenPair, issue_pair

logger = logging.getLogger(__name__)
# Answers get lost on their way: for so many seconds a spent token is exchanged for the same pair again.
GRACE_SECONDS = 10


class LockedSession(SessionStore):
    """A session as it stands in the database (the cache may be older), held until the transaction ends."""

    key_salt = "django.contrib.sessions.SessionStore"  # Django makes it of the name of the class

    def load(self) -> dict[str, Any]:
        rows = Session.objects.select_for_update().filter(session_key=self.session_key)
        row = rows.filter(expire_date__gt=timezone.now()).first()
        return self.decode(row.session_data) if row else {}


def renew_pair(*, refresh_token: str) -> TokenPair:
    """Exchange a refresh token for the next pair; it is spent then, whoever else comes with it.

    Within ten seconds a spent token gets the same pair again, also from many callers at once. A token that
    comes later, or that its session never knew, was copied: the whole session ends. Raises
    InvalidRefreshToken then, for a forged or expired token, and for a person who is no longer active.
    """
    payload = internal.decode_token(refresh_token, "refresh")
    key = internal.session_key_from_sid(payload["sid"]) if payload else None
    if payload is None or key is None or payload.get("aud") != settings.LMS_TOKEN_AUDIENCE:
        raise InvalidRefreshToken
    pair = _exchange(key, payload)
    if pair is None:
        end_session(key)
        raise InvalidRefreshToken
    return pair


def end_session(key: str) -> None:
    """End a session at once, in the database and in the cache. Idempotent; not for use in a transaction."""
    SessionStore().delete(key)
    UserSession.objects.filter(session_key=key).delete()


@transaction.atomic
def _exchange(key: str, payload: dict[str, Any]) -> TokenPair | None:
    """The next pair, or None when the session must end (it has ended already, or its token was copied)."""
    session = LockedSession(key)
    user = internal.validate_token_user(payload, session)
    if user is None:
        return None
    now, jti = time.time(), payload["jti"]
    spent = {name: spending for name, spending in session.get(SPENT, {}).items() if spending[0] > now - GRACE_SECONDS}
    if jti in spent:
        return TokenPair(*spent[jti][1])
    if jti not in session.get(CURRENT, {}):
        logger.warning("A refresh token that is not valid any more came again: session of user %s ended.", user.pk)
        return None
    pair = issue_pair(user=user, session=session)
    session[CURRENT].pop(jti)
    session[SPENT] = {**spent, jti: [now, [pair.access, pair.refresh]]}
    session.save()
    return pair
