"""A real web server in the place of all other sites, and a way out that leads to it.

The guard, which decides where a connection may go, is the product's own; only the resolver and the last
step, the dialling of an address that the guard has allowed, are of the test.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from catalog.checks.outlet import NoAddress, Outlet
from catalog.checks.probing import Visitor

PUBLIC = "93.184.216.34"


@dataclass
class OtherSite:
    """What the server was asked (`METHOD host path`), what it answers by path, which names exist."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    answers: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    def visitor(self) -> Visitor:
        return Visitor(Outlet(self.resolve, self.dial), self.pauses.append)

    def resolve(self, host: str, port: int) -> list[str]:
        """The next answer for this name; the last one stays. Names without an answer are public."""
        told = self.names.get(host, [[PUBLIC]])
        found = told.pop(0) if len(told) > 1 else told[0]
        if not found:
            raise NoAddress(host)
        return found

    def dial(self, address: str, port: int) -> socket.socket:
        self.dialled.append((address, port))
        return socket.create_connection(("127.0.0.1", self.port), timeout=5)


@contextmanager
def other_site() -> Iterator[OtherSite]:
    """The server, running."""
    site = OtherSite()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            site.asked.append(f"{self.command} {self.headers['Host']} {self.path}")
            answers = site.answers
            status, fields = answers.get(f"{self.command} {self.path}") or answers.get(self.path) or (200, {})
            if status == 0:
                self.wfile.write(fields["raw"].encode())
                return
            self.send_response(status)
            for name, value in fields.items():
                self.send_header(name, value)
            self.end_headers()

        do_HEAD = do_GET = answer

        def log_message(self, *_arguments) -> None:
            """Nothing: a test asks `asked`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
