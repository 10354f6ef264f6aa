"""Start a server as a child process, wait until it answers, and stop it for certain."""

import contextlib
import os
import pwd
import random
import shutil
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path


class ServiceError(Exception):
    """A server that tests need cannot be had; the message says why and what would help."""


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listened on a moment ago.

    It is none of those that systems give away by themselves (from 32768 on), so that it is still free
    when a server that needs half a minute to start comes to listen on it.
    """
    for port in random.SystemRandom().sample(range(15_000, 32_000), 100):
        with socket.socket() as listener, contextlib.suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port
    raise ServiceError("No free port was found on 127.0.0.1.")


def unprivileged_account() -> pwd.struct_passwd | None:
    """Return whom to become where we are root (PostgreSQL refuses to run as root), else None."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServiceError("Running as root, and neither 'postgres' nor 'nobody' exists to run PostgreSQL as.")


def as_account(account: pwd.struct_passwd | None) -> dict:
    """Return the arguments of `subprocess` that drop root's rights; none when `account` is None."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def is_open_to_all(path: Path) -> bool:
    """Tell whether every account may walk down to `path`: root's home, for one, is closed to others."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)


def becomes_true(is_done: Callable[[], bool], *, while_true: Callable[[], bool], seconds: float) -> bool:
    """Ask another process's doing again and again: whether `is_done()` comes in time and while the other holds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and while_true():
        if is_done():
            return True
        time.sleep(0.05)
    return False


class ServerProcess:
    """One running server. `stop` is safe to call twice; the child dies with us even after kill -9."""

    def __init__(self, name: str, command: Sequence[str | Path], *, log: Path, account=None, env=None):
        self.name = name
        self.log = log
        # Linux can tie the child's life to ours; elsewhere `stop` alone has to do.
        leash = ["setpriv", "--pdeathsig", "KILL", "--"] if shutil.which("setpriv") else []
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [*leash, *map(str, command)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=log.parent,
                env=env,
                # Its own session: Ctrl-C in the terminal reaches the tests first, and they stop us.
                start_new_session=True,
                **as_account(account),
            )

    @property
    def pid(self) -> int:
        """The process id of the server."""
        return self._process.pid

    def wait_until(self, is_ready: Callable[[], bool], *, seconds: float = 60) -> None:
        """Return when `is_ready()` is true; raise ServiceError with the log when that never happens."""
        if becomes_true(is_ready, while_true=lambda: self._process.poll() is None, seconds=seconds):
            return
        self.stop()
        raise ServiceError(f"{self.name} did not start:\n{self.log.read_text(errors='replace')[-2000:]}")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the process, politely first, and wait until it is gone."""
        if self._process.poll() is not None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
