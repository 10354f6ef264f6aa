"""What the fakes have in common: a server on a free port, what was asked of it, and the faults that a test sets."""

import contextlib
import json
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from tests.stripe_fake.faults import Fault, Faults


@dataclass(frozen=True)
class Asked:
    """One request; `data` is its body, or for a GET its query."""

    method: str
    path: str
    data: dict[str, Any]
    headers: dict[str, str]
    query: dict[str, str]


class Refused(Exception):
    """The fake answers with this status and body."""

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(status)
        self.status, self.body = status, body


class Fake(Protocol):
    """What a fake has: its address, its faults, what it was asked, and its answer to one request."""

    url: str
    faults: Faults
    asked: list[Asked]
    lock: threading.RLock

    def answer(self, asked: Asked) -> tuple[int, Any]: ...


class Lost(Exception):
    """The connection ends here."""


class FakeHandler(BaseHTTPRequestHandler):
    """One request; `fake` is set by `running`."""

    fake: Fake
    timeout = 30

    def log_message(self, *_arguments: Any) -> None:
        """Nothing: a test asks `asked`."""

    def _serve(self) -> None:
        asked = self._read()
        try:
            fault = self.fake.faults.next_for(asked.method, asked.path)
            if fault and not fault.is_late and not self._passes(fault):
                return
            status, body = self._work(asked)
            if fault and fault.is_late:
                self._passes(fault)
                return
            self._send(status, b"" if body is None else json.dumps(body).encode())
        except Lost:
            self.close_connection = True

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _serve

    def _read(self) -> Asked:
        address = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        is_json = "json" in self.headers.get("Content-Type", "")
        sent = json.loads(body) if is_json and body else {name: got[0] for name, got in parse_qs(body).items()}
        return Asked(self.command, address.path, sent, dict(self.headers), query)

    def _work(self, asked: Asked) -> tuple[int, Any]:
        with self.fake.lock:
            self.fake.asked.append(asked)
            try:
                return self.fake.answer(asked)
            except Refused as refusal:
                return refusal.status, refusal.body

    def _passes(self, fault: Fault) -> bool:
        """Let the fault happen; True where the request is answered all the same."""
        if fault.kind in ("slow", "hang"):
            self.fake.faults.closing.wait(fault.seconds if fault.kind == "slow" else 30)
            if fault.kind == "hang":
                raise Lost
            return True
        if fault.kind == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            raise Lost
        if fault.kind == "nonsense":
            self._send(200, b"<html>Bad gateway" if fault.body is None else json.dumps(fault.body).encode())
        else:
            self._send(fault.status, json.dumps(fault.body or {}).encode(), fault.headers)
        return False

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        with contextlib.suppress(OSError):
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)


@contextmanager
def running(fake: Fake) -> Iterator[None]:
    """The fake on a free port, until the block ends."""
    handler = type("HandlerOfFake", (FakeHandler,), {"fake": fake})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = False
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield
    finally:
        fake.faults.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
