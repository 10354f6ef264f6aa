"""Starting and stopping the servers that are measured."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from time import monotonic, sleep


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def gunicorn(application: str, port: int) -> list[str]:
    """gunicorn with 2 synchronous workers: the plainest server there is, so that pages are compared."""
    return [
        *(sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"),
        *("--workers", "2", "--worker-class", "sync", "--log-level", "error"),
    ]


def granian(application: str, port: int) -> list[str]:
    """The production server."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "1", "--no-access-log", "--log-level", "error", application),
    ]


@contextmanager
def serving(command, application: str, **environment: str) -> Iterator[int]:
    """Run a server until the block ends; yields its port."""
    port = free_port()
    process = subprocess.Popen(command(application, port), env={**os.environ, **environment})
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int, seconds: float = 60) -> None:
    deadline = monotonic() + seconds
    while monotonic() < deadline:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.1)
    raise TimeoutError(f"Nothing answers on port {port}")
