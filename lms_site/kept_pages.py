"""Whole pages, kept in this process and, when Redis is there, in Redis for all processes."""

import gzip
import hashlib
from dataclasses import dataclass

from django.http import HttpResponse

from lms_site.near_cache import NearCache

MAX_PAGE_BYTES = 512 * 1024
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


pages: NearCache[KeptPage] = NearCache("page", max_bytes=32 * 1024**2)


def find(key: str, version: int) -> KeptPage | None:
    """The page kept under `key`, here or in Redis, if nothing public has changed since."""
    return pages.get(key, lambda page: page.version == version)


def keep(key: str, response: HttpResponse, version: int, seconds: int) -> None:
    """Keep the response for so many seconds, unless it is very large."""
    if len(response.content) <= MAX_PAGE_BYTES:
        pages.put(key, KeptPage.of(response, version), seconds)
