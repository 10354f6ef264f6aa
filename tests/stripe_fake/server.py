"""The fake's web server: keys and version are checked, faults happen, calls are answered in Stripe's form."""

import base64
import contextlib
import json
import socket
import struct
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .calls import Call, find_call, read_params
from .fake import PUBLISHABLE_KEY, SECRET_KEY, Asked, StripeFake
from .faults import Fault
from .forms import decode
from .problems import Problem, invalid
from .store import API_VERSION

SCRIPT = Path(__file__).with_name("stripe.js")
OPEN_TO_BROWSERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Allow-Methods": "GET, POST",
}


class Lost(Exception):
    """The connection ends here."""


class FakeHandler(BaseHTTPRequestHandler):
    """One request; `fake` is set by `handler_of`."""

    fake: StripeFake
    timeout = 30

    def do_OPTIONS(self) -> None:
        self._send(204, b"")

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def log_message(self, *_arguments: Any) -> None:
        """Nothing: a test asks `asked`."""

    def _answer(self, method: str) -> None:
        address = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if method == "GET" and address.path == "/v3/":
            self._send(200, SCRIPT.read_bytes(), {"Content-Type": "text/javascript"})
            return
        try:
            fault = self.fake.faults.next_for(method, address.path)
            if fault and not fault.is_late:
                self._suffer(fault)
                if fault.kind != "slow":
                    return
            status, answer, more = self._work(method, address.path, body if method == "POST" else address.query)
            if fault and fault.is_late:
                self._suffer(fault)
                return
            self._send_json(status, answer, more)
        except Lost:
            self.close_connection = True

    def _work(self, method: str, path: str, encoded: str) -> tuple[int, dict, dict[str, str]]:
        fake = self.fake
        key = self.headers.get("Idempotency-Key", "")
        try:
            params = decode(encoded)
            fake.asked.append(Asked(method, path, params, key, self.headers.get("Stripe-Version", "")))
            call, ids = find_call(method, path)
            self._check_caller(call, params, ids)
            if method == "GET":
                return 200, self._do(call, params, ids), {}
            answer, is_known = fake.kept.once(key, (path, encoded), lambda: (200, self._do(call, params, ids)))
            return *answer, {"Idempotent-Replayed": "true"} if is_known else {}
        except Problem as problem:
            return problem.status, problem.body, {}

    def _do(self, call: Call, params: dict[str, Any], ids: tuple[str, ...]) -> dict:
        with self.fake.lock:
            return call.does(self.fake.store, read_params(call, params), *ids)

    def _check_caller(self, call: Call, params: dict[str, Any], ids: tuple[str, ...]) -> None:
        key = self._key()
        if key == PUBLISHABLE_KEY and call.is_public:
            if params.get("client_secret") != self.fake.store.intent(ids[0])["client_secret"]:
                raise invalid("The client_secret provided does not match.", param="client_secret")
            return
        if key != SECRET_KEY:
            raise Problem(401, "invalid_request_error", "Invalid API Key provided")
        version = self.headers.get("Stripe-Version")
        if version != API_VERSION:
            raise invalid(f"Invalid Stripe API version: {version}")

    def _key(self) -> str:
        scheme, _space, value = self.headers.get("Authorization", "").partition(" ")
        if scheme == "Basic":
            return base64.b64decode(value).decode().partition(":")[0]
        return value if scheme == "Bearer" else ""

    def _suffer(self, fault: Fault) -> None:
        if fault.kind in ("slow", "hang"):
            self.fake.faults.closing.wait(fault.seconds if fault.kind == "slow" else 30)
            if fault.kind == "hang":
                raise Lost
        elif fault.kind == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            raise Lost
        elif fault.kind == "trickle":
            self._trickle()
        elif fault.kind == "nonsense":
            body = b"<html>Bad gateway" if fault.body is None else json.dumps(fault.body).encode()
            self._send(200, body, fault.headers)
        else:
            error = {"error": {"type": "api_error", "message": "An unknown error occurred"}}
            self._send_json(fault.status, fault.body or error, fault.headers)

    def _trickle(self) -> None:
        """Promise a body, and send it so slowly that it never ends."""
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        with contextlib.suppress(OSError):
            while not self.fake.faults.closing.wait(0.02):
                self.wfile.write(b" ")
        raise Lost

    def _send_json(self, status: int, answer: dict, more: dict[str, str]) -> None:
        self._send(status, json.dumps(answer).encode(), {"Content-Type": "application/json", **more})

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**OPEN_TO_BROWSERS, "Request-Id": "req_fake", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True


def handler_of(fake: StripeFake) -> type[FakeHandler]:
    """The handler of this one fake."""
    return type("HandlerOfFake", (FakeHandler,), {"fake": fake})
