"""The servers together, for as long as a `with` block lasts."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from . import programs
from .postgres import Postgres
from .process import is_open_to_all, unprivileged_account
from .redis_server import Redis

FOLDER_PREFIX = "lms-services-"
MEMORY = Path("/dev/shm")
MEMORY_NEEDED = 2 * 1024**3


@contextmanager
def running_services(*, use_wheels: bool = False, keep: Path | None = None) -> Iterator[dict[str, str]]:
    """Yield the environment variables that lead to our PostgreSQL and Redis; stop both on the way out.

    The database is new and thrown away, unless `keep` names a folder for it. Being told to end
    (SIGTERM, a closed terminal) counts as a way out. Raises ServiceError when a server cannot be
    found or does not start.
    """
    with ExitStack() as stack:
        _leave_on(signal.SIGTERM, signal.SIGHUP)
        folder = _scratch_folder()
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        postgres = Postgres(folder, programs.postgres_bin(use_wheels=use_wheels), keep=keep)
        stack.callback(postgres.stop)
        redis = Redis(folder, programs.redis_server(use_wheels=use_wheels))
        stack.callback(redis.stop)
        yield {
            "DATABASE_URL": postgres.url,
            "REDIS_URL": redis.url,
            "LMS_TEST_DATABASE_SOCKET": str(postgres.socket_folder),
        }


def _scratch_folder() -> Path:
    """Return a new folder that the account PostgreSQL runs as can reach."""
    base = _scratch_base()
    _remove_leftovers(base)
    folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER_PREFIX}{os.getpid()}-", dir=base))
    folder.chmod(0o755)
    return folder


def _scratch_base() -> Path:
    """Prefer memory, where it is plenty: a clone of the test database takes 0.1 s there, 0.9 s on disk."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > MEMORY_NEEDED:
        return MEMORY
    base = Path(tempfile.gettempdir())
    is_closed = unprivileged_account() and not is_open_to_all(base / "any")
    return Path("/tmp") if is_closed else base


def _remove_leftovers(base: Path) -> None:
    """Delete the folders of starters that were killed before they could clean up."""
    for folder in base.glob(f"{FOLDER_PREFIX}*"):
        pid = folder.name.removeprefix(FOLDER_PREFIX).partition("-")[0]
        if not Path("/proc", pid).exists() and Path("/proc").exists():
            shutil.rmtree(folder, ignore_errors=True)


def _leave_on(*signals: signal.Signals) -> None:
    def leave(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    for number in signals:
        signal.signal(number, leave)
