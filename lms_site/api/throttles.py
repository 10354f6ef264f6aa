"""How much one person, or one address, may ask within an hour.

Counted in the shared cache by whole windows; while Redis is away each process counts for itself
(`lms_site.cache`). The answer to each call says what is left.
"""

import ipaddress
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from rest_framework.throttling import BaseThrottle

PERIODS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


@dataclass(frozen=True, slots=True)
class Limit:
    """What is allowed, what is left of it, and in how many seconds all of it is again."""

    allowed: int
    left: int
    seconds: int


class ScopedThrottle(BaseThrottle):
    """By person, or by address for who is not signed in, within the view's `throttle_scope` (default `api`).

    `settings.LMS_API_RATES` holds `<scope>` for people and `<scope>_anonymous` for addresses; a scope of
    which only the one is named counts the other under `api`. Whoever sends a token that is not valid counts
    under `api_refused`, by address: tokens expire, and a class whose tokens have is not to be locked out.
    """

    limit: Limit | None = None

    def allow_request(self, request, view) -> bool:
        is_person = request.user is not None and request.user.is_authenticated
        scope = getattr(view, "throttle_scope", "api")
        name = scope if is_person else f"{scope}_anonymous"
        if getattr(view, "has_refused_token", False):
            name = "api_refused"
        if name not in settings.LMS_API_RATES:
            name = "api" if is_person else "api_anonymous"
        who = f"user:{request.user.pk}" if is_person else f"address:{self.get_ident(request)}"
        self.limit = consume(name, who)
        request._request.rate_limit = self.limit
        return self.limit.left >= 0

    def wait(self) -> int | None:
        return self.limit.seconds if self.limit else None

    def get_ident(self, request) -> str:
        return address_of(request)


def address_of(request) -> str:
    """The caller's address, seen past as many proxies as `TRUSTED_PROXY_COUNT` says and no more.

    Of IPv6 the first 64 bits: who has one address there has them all.
    """
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    own = request.META.get("REMOTE_ADDR", "")
    if proxies and len(forwarded) >= proxies:
        return _network(forwarded[-proxies]) or _network(own)
    return _network(own)


def _network(written: str) -> str:
    """An address in its one form, without port; "" when it is none."""
    bare = written.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))


def consume(name: str, who: str) -> Limit:
    """Count one request under the rate `name`; `left` is below zero when it is one too many."""
    allowed, period = read_rate(settings.LMS_API_RATES[name])
    now = time.time()
    window = int(now // period)
    seconds = int((window + 1) * period - now) + 1
    key = f"rate:{name}:{who}:{window}"
    return Limit(allowed, allowed - cache.count_up(key, period + 60), seconds)


def read_rate(rate: str) -> tuple[int, int]:
    """`5000/h` as number and seconds."""
    number, _slash, period = rate.partition("/")
    return int(number), PERIODS[period[0]]
