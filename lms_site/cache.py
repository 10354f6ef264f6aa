"""The caches: Redis that may go away without anybody noticing more than slowness, or none at all.

`caches["default"].is_shared()` tells whether every process sees the same values right now.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from django.dispatch import Signal
from django.utils.functional import cached_property
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import OutOfMemoryError, ReadOnlyError, RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError
from redis.retry import Retry

from lms_site.breaker import Breaker

logger = logging.getLogger(__name__)

# Sent when the cache is cleared by hand: what is kept in the process beside it goes as well.
cleared = Signal()

AWAY = (RedisConnectionError, RedisTimeoutError, ReadOnlyError, OutOfMemoryError)
AWAY_ANSWERS = ("MISCONF", "MASTERDOWN", "CLUSTERDOWN", "NOREPLICAS")
MAX_STALE_KEYS = 10_000
KEEP_GREATER = """
local known = redis.call('GET', KEYS[1])
if not known or tonumber(ARGV[1]) > tonumber(known) then
    redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
end
"""
COUNT_UP = """
local count = redis.call('INCR', KEYS[1])
if count == 1 then
    redis.call('EXPIRE', KEYS[1], ARGV[1])
end
return count
"""


class ProcessCache(LocMemCache):
    """Local memory: quick, but each process has its own."""

    def is_shared(self) -> bool:
        """False: another process does not see what is set here."""
        return False

    def keep_greater(self, key: str, value: int, timeout: int) -> None:
        """Set `key` to the integer unless a greater one stands there already."""
        if value > self.get(key, -1):
            self.set(key, value, timeout)

    def count_up(self, key: str, timeout: int) -> int:
        """Add one to the number at `key`, which begins at 0 and ends after `timeout` seconds; returns the sum."""
        self.add(key, 0, timeout)
        return self.incr(key)

    def clear(self) -> None:
        super().clear()
        cleared.send(sender=type(self))


class SteadyClient(RedisCacheClient):
    """Keeps its Redis object: Django's own makes one for every command, which takes longer than the command."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._steady = {}

    def get_client(self, key=None, *, write=False):
        pool = self._get_connection_pool(write)
        if pool not in self._steady:
            self._steady[pool] = self._client(connection_pool=pool)
        return self._steady[pool]


_clients: dict[str, SteadyClient] = {}


class OwnRedisCache(RedisCache):
    """Django's Redis cache; `clear` deletes its own keys only, as the broker may share the database.

    Its connections belong to the process: Django makes a cache for each thread, and a server that gives each
    visitor a thread would connect anew for each.
    """

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        own_options = params.get("OPTIONS", {})
        # One silent retry: an idle connection that the server has closed is not an outage.
        super().__init__(server, {**params, "OPTIONS": {"retry": Retry(NoBackoff(), 1), **own_options}})
        self._name = f"{server} {own_options}"

    @cached_property
    def _cache(self) -> SteadyClient:
        known = _clients.get(self._name)
        return known or _clients.setdefault(self._name, SteadyClient(self._servers, **self._options))

    def keep_greater(self, key: str, value: int, timeout: int) -> None:
        """Set `key` to the integer unless a greater one stands there, in one step for all processes."""
        client = self._cache.get_client(key, write=True)
        client.eval(KEEP_GREATER, 1, self.make_and_validate_key(key), value, timeout)

    def count_up(self, key: str, timeout: int) -> int:
        """Add one to the number at `key`, which begins at 0 and ends after `timeout` seconds; in one step."""
        client = self._cache.get_client(key, write=True)
        return client.eval(COUNT_UP, 1, self.make_and_validate_key(key), timeout)

    def clear(self) -> bool:
        self.forget(self._cache.get_client(None).scan_iter(match=f"{self.key_prefix}:*", count=1000))
        return True

    def forget(self, full_keys: Iterable[str | bytes]) -> None:
        """Delete keys given as they stand in Redis."""
        client = self._cache.get_client(None, write=True)
        keys = list(full_keys)
        for start in range(0, len(keys), 1000):
            client.unlink(*keys[start : start + 1000])


class Outage:
    """What one process knows of its Redis: whether to try it, and which keys it could not change there."""

    def __init__(self) -> None:
        self.breaker = Breaker(seconds=5)
        self.stale: set[str] = set()


_outages: dict[str, Outage] = {}


class FallbackRedisCache(BaseCache):
    """Redis, or local memory while Redis does not answer.

    Nothing raises then, and rate limits go on counting, each process for itself. Keys that a process
    changed meanwhile it drops from Redis before it uses it again, so that no ended session and no old
    value comes back.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._redis = OwnRedisCache(server, params)
        self._local = ProcessCache(f"instead of {server}", {**params, "OPTIONS": {"MAX_ENTRIES": 5000}})
        self._outage = _outages.setdefault(str(server), Outage())

    def is_shared(self) -> bool:
        """Whether Redis answered last, so that every process sees the same values."""
        return not self._outage.breaker.is_open

    def get(self, key, default=None, version=None):
        return self._ask(lambda cache: cache.get(key, default, version))

    def get_many(self, keys, version=None):
        keys = list(keys)
        return self._ask(lambda cache: cache.get_many(keys, version)) if keys else {}

    def has_key(self, key, version=None):
        return self._ask(lambda cache: cache.has_key(key, version))

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._change([key], version, lambda cache: cache.add(key, value, timeout, version))

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._change([key], version, lambda cache: cache.set(key, value, timeout, version))

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return self._change([key], version, lambda cache: cache.touch(key, timeout, version))

    def delete(self, key, version=None):
        return self._change([key], version, lambda cache: cache.delete(key, version))

    def incr(self, key, delta=1, version=None):
        return self._change([key], version, lambda cache: cache.incr(key, delta, version))

    def set_many(self, data, timeout=DEFAULT_TIMEOUT, version=None):
        return self._change(data, version, lambda cache: cache.set_many(data, timeout, version))

    def delete_many(self, keys, version=None):
        keys = list(keys)
        return self._change(keys, version, lambda cache: cache.delete_many(keys, version))

    def keep_greater(self, key: str, value: int, timeout: int) -> None:
        """Set `key` to the integer for `timeout` seconds, unless a greater one stands there already."""
        self._change([key], None, lambda cache: cache.keep_greater(key, value, timeout))

    def count_up(self, key: str, timeout: int) -> int:
        """Add one to the number at `key`, which begins at 0 and ends after `timeout` seconds; returns the sum."""
        return self._change([key], None, lambda cache: cache.count_up(key, timeout))

    def clear(self):
        self._local.clear()
        return self._ask(lambda cache: cache.clear())

    def close(self, **kwargs):
        self._redis.close(**kwargs)

    def _ask(self, operation: Callable[[Any], Any], changed: Iterable[str] = ()) -> Any:
        """Do the operation on Redis, or on local memory while Redis is away."""
        outage = self._outage
        if not outage.breaker.is_open or outage.breaker.allows():
            try:
                self._drop_stale()
                result = operation(self._redis)
            except RedisError as error:
                self._note(error)
            else:
                outage.breaker.worked()
                return result
        if len(outage.stale) <= MAX_STALE_KEYS:
            outage.stale.update(changed)
        return operation(self._local)

    def _change(self, keys: Iterable[str], version: int | None, operation: Callable[[Any], Any]) -> Any:
        return self._ask(operation, (self.make_key(key, version=version) for key in keys))

    def _drop_stale(self) -> None:
        stale = self._outage.stale
        if not stale:
            return
        if len(stale) > MAX_STALE_KEYS:
            self._redis.clear()
        else:
            self._redis.forget(stale)
        stale.clear()
        self._local.clear()
        logger.warning("Redis answers again.")

    def _note(self, error: RedisError) -> None:
        """Remember that Redis is away; raises what is not about that."""
        if not isinstance(error, AWAY) and not str(error).startswith(AWAY_ANSWERS):
            raise error
        if not self.is_shared():
            logger.warning("Redis is still away: %s", error)
        else:
            logger.warning("Redis does not answer, local memory stands in: %s", error)
        self._outage.breaker.failed()
