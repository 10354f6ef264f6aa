"""A throw-away Redis: in memory only, on a free port."""

import socket
from pathlib import Path

from .process import ServerProcess, free_port

# Each pytest worker takes a database number of its own.
DATABASES = 64


class Redis:
    """Runs in `folder` from `__init__` to `stop`; `url` is what REDIS_URL wants."""

    def __init__(self, folder: Path, program: Path):
        home = folder / "redis"
        home.mkdir()
        self._port = free_port()
        network = ["--bind", "127.0.0.1", "--port", str(self._port), "--databases", str(DATABASES)]
        command = [program, *network, "--save", "", "--appendonly", "no", "--dir", home]
        self._process = ServerProcess("Redis", command, log=home / "log.txt")
        self._process.wait_until(self._is_ready)
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def _is_ready(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def stop(self) -> None:
        """Stop the server; nothing is saved."""
        self._process.stop()
