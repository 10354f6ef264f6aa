"""Requests as fast as a server answers them: wrk where it is installed, else a loader of our own."""

import re
import shutil
import socket
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from urllib.request import Request, urlopen

CONNECTIONS = 16


@dataclass(frozen=True)
class Measured:
    """Requests a second, and latencies in milliseconds."""

    per_second: float
    p50: float
    p99: float


def warm_up(port: int, path: str, *, header: str = "", requests: int = 20) -> None:
    """Ask for the address until every worker has started and filled its caches. Raises on any error answer."""
    for _ in range(requests):
        request = Request(f"http://127.0.0.1:{port}{path}", headers=dict([header.split(": ", 1)]) if header else {})
        with urlopen(request, timeout=60) as answer:  # the first answer waits for the worker to start
            if answer.url != request.full_url:
                raise RuntimeError(f"{path} redirects to {answer.url}")
            answer.read()


def measure(port: int, path: str, *, seconds: float, header: str = "") -> Measured:
    """Load one address of the server on `port` for `seconds` over 16 connections; `header` goes with each request."""
    if shutil.which("wrk"):
        return measure_with_wrk(port, path, seconds, header)
    return measure_with_threads(port, path, seconds, header)


def measure_with_wrk(port: int, path: str, seconds: float, header: str, script: Path | None = None) -> Measured:
    """Load the address by wrk; `script` (Lua) makes the requests, where they are no plain GETs."""
    command = ["wrk", "-t", "1", "-c", str(CONNECTIONS), "-d", f"{seconds:.0f}s", "--latency"]
    command += ["-H", header] if header else []
    command += ["-s", str(script)] if script else []
    output = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], check=True, capture_output=True, text=True
    ).stdout
    if "Non-2xx" in output:
        raise RuntimeError(f"{path} answered errors under load:\n{output}")
    latencies = dict(re.findall(r"(50|99)%\s+([\d.]+(?:us|ms|s))", output))
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
    return Measured(rate, in_milliseconds(latencies["50"]), in_milliseconds(latencies["99"]))


def in_milliseconds(text: str) -> float:
    for unit, factor in (("us", 0.001), ("ms", 1.0), ("s", 1000.0)):
        if text.endswith(unit):
            return float(text[: -len(unit)]) * factor
    raise ValueError(text)


def measure_with_threads(port: int, path: str, seconds: float, header: str) -> Measured:
    own = f"{header}\r\n" if header else ""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{own}Connection: close\r\n\r\n".encode()
    times: list[float] = []
    deadline = perf_counter() + seconds

    def work() -> None:
        while perf_counter() < deadline:
            started = perf_counter()
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(request)
                first = connection.recv(65536)
                while connection.recv(65536):
                    pass
            if not first.startswith((b"HTTP/1.1 200", b"HTTP/1.0 200")):
                raise RuntimeError(f"{path} answered {first[:80]!r}")
            times.append((perf_counter() - started) * 1000)

    threads = [threading.Thread(target=work) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    return Measured(len(times) / seconds, times[len(times) // 2], times[int(len(times) * 0.99)])
