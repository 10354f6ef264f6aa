"""Asking another site for one page: the head of its answer and nothing more."""

from __future__ import annotations

import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lms_site.links import absolute_url

from .outlet import Outlet
from .targets import asked_address

ANSWER_SECONDS = 10.0
MAX_HEAD = 16 * 1024


class NoAnswer(Exception):
    """The other side did not speak HTTP, said too much, or took too long."""


@dataclass(frozen=True)
class Answer:
    """Status, where a redirect leads (an absolute address, or empty), seconds that it asks to wait."""

    status: int
    location: str = ""
    wait: int = 0


def ask(method: str, url: str, outlet: Outlet) -> Answer:
    """The answer to one request. Raises NoAnswer, OSError (and ssl's), NotPublic or NoAddress.

    `url` is one that `asked_address` has made. No more than 16 kB are read, within ten seconds in all;
    the body is never read.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    deadline = time.monotonic() + ANSWER_SECONDS
    is_secure = parts.scheme == "https"
    with outlet.open(host, parts.port or (443 if is_secure else 80)) as plain:
        plain.settimeout(ANSWER_SECONDS)
        if not is_secure:
            return _exchange(plain, method, url, deadline)
        with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secure:
            return _exchange(secure, method, url, deadline)


def _exchange(connection: socket.socket, method: str, url: str, deadline: float) -> Answer:
    connection.sendall(_request(method, url))
    data = b""
    while b"\r\n\r\n" not in data:
        left = deadline - time.monotonic()
        if left <= 0 or len(data) > MAX_HEAD:
            raise NoAnswer("too slow" if left <= 0 else "too long")
        connection.settimeout(left)
        piece = connection.recv(4096)
        if not piece:
            break
        data += piece
    return _parsed(data.partition(b"\r\n\r\n")[0], url)


def _request(method: str, url: str) -> bytes:
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    lines = [
        f"{method} {target} HTTP/1.1",
        f"Host: {parts.netloc}",
        f"User-Agent: Mozilla/5.0 (compatible; HybridLMS-link-check; +{absolute_url('/')})",
        "Accept: */*",
        "Connection: close",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _parsed(head: bytes, url: str) -> Answer:
    lines = head.decode("latin-1").split("\r\n")
    words = lines[0].split(" ", 2)
    if len(words) < 2 or not words[0].startswith("HTTP/1.") or not words[1].isdecimal() or len(words[1]) != 3:
        raise NoAnswer("not HTTP")
    fields = {
        name.strip().lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines[1:])
    }
    wait = fields.get("retry-after", "")
    try:
        location = urljoin(url, fields.get("location", ""))
    except ValueError:
        location = ""
    return Answer(
        int(words[1]),
        asked_address(location) if "location" in fields else "",
        int(wait) if wait.isdecimal() and len(wait) < 7 else 0,
    )
