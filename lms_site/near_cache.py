"""Finished things kept near: in this process first, in Redis behind it for all processes.

Nothing here knows when a thing is out of date: it either stands under a name that changes with it, or
whoever asks looks at the version inside. See `cache_versions`.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, Protocol, TypeVar

from django.core.cache import cache

from lms_site.cache import cleared
from lms_site.release import release

# What came from Redis is asked for there again after this.
SHELF_SECONDS = 60


class Sized(Protocol):
    """Something that knows roughly how many bytes it takes. It is shared: nobody may change it."""

    @property
    def size(self) -> int: ...


V = TypeVar("V", bound=Sized)


def always(_value: object) -> bool:
    """For names that change with their thing: what is found is good."""
    return True


class ProcessShelf(Generic[V]):
    """The things of this process, least recently used first out, within a number of bytes."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.bytes = 0
        self._lock = threading.Lock()
        self._things: OrderedDict[Hashable, tuple[float, V]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._things)

    def get(self, key: Hashable) -> V | None:
        """The thing, unless it is missing or too old."""
        with self._lock:
            kept = self._things.get(key)
            if kept is None:
                return None
            if kept[0] < time.monotonic():
                self._drop(key)
                return None
            self._things.move_to_end(key)
            return kept[1]

    def put(self, key: Hashable, thing: V, seconds: float) -> None:
        """Keep the thing for so many seconds."""
        with self._lock:
            self._drop(key)
            self._things[key] = (time.monotonic() + seconds, thing)
            self.bytes += thing.size
            while self.bytes > self.max_bytes:
                self._drop(next(iter(self._things)))

    def clear(self, **_signal: object) -> None:
        """Forget everything."""
        with self._lock:
            self._things.clear()
            self.bytes = 0

    def _drop(self, key: Hashable) -> None:
        kept = self._things.pop(key, None)
        if kept is not None:
            self.bytes -= kept[1].size


class NearCache(Generic[V]):
    """Things of one kind; `kind` begins their names in Redis. Cleared together with the site's cache."""

    def __init__(self, kind: str, *, max_bytes: int) -> None:
        self.kind = kind
        self.shelf: ProcessShelf[V] = ProcessShelf(max_bytes)
        cleared.connect(self.shelf.clear)

    def get(self, key: str, is_current: Callable[[V], bool] = always) -> V | None:
        """What is kept under `key`, here or in Redis, if it is still current."""
        thing = self.shelf.get(key)
        if thing is not None and is_current(thing):
            return thing
        thing = cache.get(self.shared_key(key)) if cache.is_shared() else None
        if thing is None or not is_current(thing):
            return None
        self.shelf.put(key, thing, SHELF_SECONDS)
        return thing

    def get_many(self, keys: Iterable[str]) -> dict[str, V]:
        """All that is kept under `keys`, by key; at most one question to Redis."""
        keys = list(keys)
        found = {key: thing for key in keys if (thing := self.shelf.get(key)) is not None}
        missing = {self.shared_key(key): key for key in keys if key not in found}
        if missing and cache.is_shared():
            for shared, thing in cache.get_many(missing).items():
                found[missing[shared]] = thing
                self.shelf.put(missing[shared], thing, SHELF_SECONDS)
        return found

    def put(self, key: str, thing: V, seconds: float) -> None:
        """Keep the thing for so many seconds."""
        self.put_many({key: thing}, seconds)

    def put_many(self, things: dict[str, V], seconds: float) -> None:
        """Keep all of these for so many seconds."""
        for key, thing in things.items():
            self.shelf.put(key, thing, seconds)
        if cache.is_shared():
            cache.set_many({self.shared_key(key): thing for key, thing in things.items()}, seconds)

    def shared_key(self, key: str) -> str:
        """The name of a thing in Redis: short and plain, whatever the key holds, and this release's own."""
        return f"{self.kind}:{release()}:{hashlib.sha1(key.encode(errors='replace')).hexdigest()}"


def forget_changed_templates(sender, file_path, **kwargs) -> None:
    """Show a template that is being written at once; the development server tells when a file changes."""
    if file_path.suffix in (".html", ".txt"):
        cleared.send(sender=forget_changed_templates)
