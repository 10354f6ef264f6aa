"""A PostgreSQL of our own: free port, no durability, data thrown away unless a folder is named to keep it."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

from .process import ServerProcess, ServiceError, as_account, free_port, is_open_to_all, unprivileged_account

# Nothing here has to survive a power cut.
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=128MB"]
# Tables of tests are small and soon gone: neither compiling queries nor tidying up nor counting pays.
PLAIN = ["jit=off", "autovacuum=off", "track_counts=off", "update_process_title=off"]
SMALL = ["wal_level=minimal", "max_wal_senders=0", "max_wal_size=256MB", "dynamic_shared_memory_type=mmap"]
ROOMY = ["max_connections=200", "max_locks_per_transaction=256"]
USER = "lms"
DATABASE = "lms"
NEW_CLUSTER = ["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]


class Postgres:
    """Runs from `__init__` to `stop`; `url` is what DATABASE_URL wants.

    `socket_folder` holds a socket beside the port: an answer by it takes the processor a quarter less.
    `scratch` is a folder that will be deleted; `keep` one whose data the next run finds again.
    """

    def __init__(self, scratch: Path, programs: Path, *, keep: Path | None = None):
        self._account = unprivileged_account()
        self._home = keep.resolve() if keep else scratch / "postgres"
        self._is_kept = keep is not None
        self._programs = self._reachable(programs, scratch)
        self._port = free_port()
        self.socket_folder = self._own_folder(scratch / "sockets")
        self._own_folder(self._home)
        is_new = not (self._home / "data").exists()
        if is_new:
            self._run("initdb", "-D", self._home / "data", "-U", USER, *NEW_CLUSTER)
        self._process = self._start()
        if is_new:
            self._run("createdb", *self._address(), DATABASE)
        self.url = f"postgres://{USER}@127.0.0.1:{self._port}/{DATABASE}"

    def _own_folder(self, folder: Path) -> Path:
        """Return `folder`, made if need be, in which the account that PostgreSQL runs as may write."""
        folder.mkdir(parents=True, exist_ok=True)
        if self._account is not None:
            if not is_open_to_all(folder):
                name = self._account.pw_name
                raise ServiceError(f"PostgreSQL does not run as root, and {name} cannot reach {folder}.")
            os.chown(folder, self._account.pw_uid, self._account.pw_gid)
        return folder

    def _reachable(self, programs: Path, scratch: Path) -> Path:
        """Return `programs`, copied first where the account that PostgreSQL runs as cannot get at them."""
        if self._account is None or is_open_to_all(programs / "postgres"):
            return programs
        return Path(shutil.copytree(programs.parent, scratch / "programs", symlinks=True)) / programs.name

    def _start(self) -> ServerProcess:
        network = ["listen_addresses=127.0.0.1", f"port={self._port}", f"unix_socket_directories={self.socket_folder}"]
        chosen = [*network, *FAST, *SMALL, *ROOMY, *(() if self._is_kept else PLAIN)]
        settings = [part for setting in chosen for part in ("-c", setting)]
        command = [self._programs / "postgres", "-D", self._home / "data", *settings]
        log = self._home / "log.txt"
        process = ServerProcess("PostgreSQL", command, log=log, account=self._account, env=self._env())
        process.wait_until(self._is_ready)
        return process

    def _is_ready(self) -> bool:
        command = [self._programs / "pg_isready", "-q", *self._address()]
        return subprocess.run(command, check=False, env=self._env()).returncode == 0

    def _address(self) -> list[str]:
        return ["-h", "127.0.0.1", "-p", str(self._port), "-U", USER]

    def _run(self, program: str, *arguments: str | Path) -> None:
        """Run one of PostgreSQL's programs to its end; raise ServiceError with its output if it fails."""
        done = subprocess.run(
            [self._programs / program, *arguments],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            cwd=self._home,
            env=self._env(),
            **as_account(self._account),
        )
        if done.returncode:
            raise ServiceError(f"{program} failed:\n{done.stdout}{done.stderr}")

    def _env(self) -> dict[str, str]:
        """Leave out PGHOST and the like: the developer's own settings must not lead us elsewhere."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return {**kept, "HOME": str(self._home), "LC_ALL": "C.UTF-8"}

    def stop(self) -> None:
        """Stop the server: in good order where the data is kept, at once where it is thrown away."""
        self._process.stop(signal.SIGINT if self._is_kept else signal.SIGQUIT)
