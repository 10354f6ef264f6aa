"""Whole pages, kept in this process and, when Redis is there, in Redis for all processes."""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpResponse

from lms_site.cache import cleared

MAX_PAGE_BYTES = 512 * 1024
MAX_PROCESS_BYTES = 32 * 1024**2
# A page that came from Redis is asked for there again after this.
SHELF_SECONDS = 60
# Headers that each answer gets anew.
PER_ANSWER = {"content-length", "etag", "content-encoding"}


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A response as it was, with the number that "public" had before it was rendered."""

    version: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    gzipped: bytes
    etag: str

    @classmethod
    def of(cls, response: HttpResponse, version: int) -> "KeptPage":
        """What to keep of the response; compressed at once, as nothing secret stands in it."""
        body = response.content
        headers = tuple((n, v) for n, v in response.headers.items() if n.lower() not in PER_ANSWER)
        return cls(version, headers, body, gzip.compress(body, 6), hashlib.sha1(body).hexdigest())

    @property
    def size(self) -> int:
        """Bytes of both forms of the body."""
        return len(self.body) + len(self.gzipped)

    def answer(self, meta: dict[str, str]) -> HttpResponse:
        """A new response for a request with these headers: 304, gzip or plain."""
        is_gzip = "gzip" in meta.get("HTTP_ACCEPT_ENCODING", "")
        etag = f'"{self.etag}-gz"' if is_gzip else f'"{self.etag}"'
        known = meta.get("HTTP_IF_NONE_MATCH")
        if known is not None and etag in known:
            response = HttpResponse(status=304)
            content = b""
        else:
            content = self.gzipped if is_gzip else self.body
            response = HttpResponse(content)
        headers = response.headers
        for name, value in self.headers:
            headers[name] = value
        headers["ETag"] = etag
        if response.status_code == 304:
            del headers["Content-Type"]
            return response
        headers["Content-Length"] = str(len(content))
        if is_gzip:
            headers["Content-Encoding"] = "gzip"
        return response


class ProcessShelf:
    """The pages of this process, least recently used first out, within a number of bytes."""

    def __init__(self, max_bytes: int = MAX_PROCESS_BYTES) -> None:
        self.max_bytes = max_bytes
        self._lock = threading.Lock()
        self._pages: OrderedDict[str, tuple[float, KeptPage]] = OrderedDict()
        self._bytes = 0

    def get(self, key: str) -> KeptPage | None:
        """The page, unless it is missing or too old."""
        with self._lock:
            kept = self._pages.get(key)
            if kept is None:
                return None
            if kept[0] < time.monotonic():
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return kept[1]

    def put(self, key: str, page: KeptPage, seconds: float) -> None:
        """Keep the page for so many seconds."""
        with self._lock:
            self._drop(key)
            self._pages[key] = (time.monotonic() + seconds, page)
            self._bytes += page.size
            while self._bytes > self.max_bytes:
                self._drop(next(iter(self._pages)))

    def clear(self, **_signal: object) -> None:
        """Forget everything."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def _drop(self, key: str) -> None:
        kept = self._pages.pop(key, None)
        if kept is not None:
            self._bytes -= kept[1].size


shelf = ProcessShelf()
cleared.connect(shelf.clear)


def find(key: str, version: int) -> KeptPage | None:
    """The page kept under `key`, here or in Redis, if nothing public has changed since."""
    page = shelf.get(key)
    if page is None or page.version != version:
        page = cache.get(shared_key(key)) if cache.is_shared() else None
        if page is None or page.version != version:
            return None
        shelf.put(key, page, SHELF_SECONDS)
    return page


def keep(key: str, response: HttpResponse, version: int, seconds: int) -> None:
    """Keep the response for so many seconds, unless it is very large."""
    if len(response.content) > MAX_PAGE_BYTES:
        return
    page = KeptPage.of(response, version)
    shelf.put(key, page, seconds)
    if cache.is_shared():
        cache.set(shared_key(key), page, seconds)


def shared_key(key: str) -> str:
    """The name of a page in Redis: short and plain, whatever the address holds."""
    return f"page:{hashlib.sha1(key.encode(errors='replace')).hexdigest()}"
