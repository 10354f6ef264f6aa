"""Servers that a test may take away and bring back on the same port."""

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from tests.services import programs
from tests.services.process import ServerProcess, free_port


class RedisOfItsOwn:
    """A Redis for one test: `start`, `kill` (at once, as by kill -9), `start` again."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = folder
        self._process: ServerProcess | None = None

    def start(self) -> None:
        network = ["--bind", "127.0.0.1", "--port", str(self.port)]
        command = [programs.redis_server(), *network, "--save", "", "--appendonly", "no", "--dir", self._folder]
        self._process = ServerProcess("Redis", command, log=self._folder / "redis.txt")
        self._process.wait_until(self._answers)

    def kill(self) -> None:
        self._process.stop(signal.SIGKILL)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Within it, connections are accepted and nothing is answered, as by a machine out of breath."""
        os.kill(self._process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self._process.pid, signal.SIGCONT)

    def client(self) -> redis.Redis:
        """A look into it that does not pass through our code."""
        return redis.Redis(port=self.port)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False


class _Inbox(Message):
    def __init__(self, server: "MailServer") -> None:
        super().__init__()
        self.server = server

    def handle_message(self, message) -> None:
        self.server.received.append(message)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.server.unknown:
            return "550 5.1.1 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"


class MailServer:
    """A real SMTP server; `received` holds its messages, `unknown` the addresses that it refuses."""

    def __init__(self) -> None:
        self.port = free_port()
        self.received: list = []
        self.unknown: set[str] = set()
        self._controller: Controller | None = None

    def start(self) -> None:
        self._controller = Controller(_Inbox(self), hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None
