"""Access tokens of partners, kept until shortly before their end."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.core.cache import cache

from .base import PartnerUnavailable

# Given back so many seconds before it ends, so that no request is made with one that ends on its way.
MARGIN = 60
LONGEST = 3600


def kept_token(owner: str, ask: Callable[[], Mapping[str, Any]]) -> str:
    """The token of `owner` (what it was got with); `ask` answers with `access_token` and `expires_in` seconds."""
    key = _key(owner)
    token = cache.get(key)
    if token:
        return str(token)
    data = ask()
    token, seconds = data.get("access_token"), data.get("expires_in")
    if not isinstance(token, str) or not token:
        raise PartnerUnavailable("no token")
    lasts = seconds if isinstance(seconds, int) and not isinstance(seconds, bool) else 0
    if lasts > MARGIN:
        cache.set(key, token, min(lasts, LONGEST) - MARGIN)
    return token


def forget_token(owner: str) -> None:
    """It is accepted no more."""
    cache.delete(_key(owner))


def _key(owner: str) -> str:
    return f"partner-token:{hashlib.sha256(owner.encode()).hexdigest()}"
