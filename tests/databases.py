"""The test database: migrated once into a template, then cloned for each pytest process.

A full migration takes many seconds, a clone a tenth of one. The template is named by what it was
built from (`digest`), so that the next run with the same migrations finds it ready. After tests that
commit the clone is put back to what the migrations wrote: groups, the site, the first pages.
"""

import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
RESTORING = ROOT / "tests" / "restoring.sql"
MADE_FROM = [
    "*/migrations/*.py",
    "*/models/**/*.py",
    "*/apps.py",
    "*/settings/base.py",
    "requirements.txt",
    "tests/restoring.sql",
]


def digest() -> str:
    """Return a short hash of every file that decides what an empty, migrated database looks like."""
    content = hashlib.sha256()
    for path in sorted({path for pattern in MADE_FROM for path in ROOT.glob(pattern)}):
        content.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return content.hexdigest()[:12]


@contextmanager
def one_process_at_a_time(folder: Path) -> Iterator[None]:
    """Hold a lock between processes that want the same kind of database; when the holder dies, it is let go of."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate_into(name: str) -> None:
    """Create the database `name` and run every migration in it; the connection then points there."""
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()


class PostgresTemplate:
    """The migrated database inside the server that DATABASE_URL names; made unless it is there, or anew."""

    def __init__(self, folder: Path, *, rebuild: bool = False):
        self.name = f"lms_test_{digest()}"
        with one_process_at_a_time(folder):
            if rebuild or not _execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name]):
                self._build()

    def _build(self) -> None:
        unfinished = f"{self.name}_unfinished"
        migrate_into(unfinished)
        with connection.cursor() as cursor:
            cursor.execute(RESTORING.read_text("utf-8"))
        connection.close()
        _execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        _execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{self.name}"')


class PostgresClone:
    """This process's own copy of the template."""

    def __init__(self, folder: Path, *, rebuild: bool):
        self._template = PostgresTemplate(folder, rebuild=rebuild).name
        self._name = f"{self._template}_{os.getpid()}"
        self.clone_again()
        connection.settings_dict["NAME"] = self._name

    def restore(self) -> None:
        """Throw away what tests committed, and whoever is still connected."""
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute("SELECT original.restore()")

    def clone_again(self) -> None:
        """As `restore`, by a new clone: for what leaves thousands of rows behind, which would be in the way."""
        self.destroy()
        _execute(f'CREATE DATABASE "{self._name}" TEMPLATE "{self._template}" {self._strategy}')

    @cached_property
    def _strategy(self) -> str:
        """Copying files takes half the time of writing each page to the log; the only way there was before 15."""
        [(version,)] = _execute("SELECT current_setting('server_version_num')::int")
        return "STRATEGY FILE_COPY" if version >= 150_000 else ""

    def destroy(self) -> None:
        """Drop the clone; the template stays for the next run."""
        connection.close()
        _execute(f'DROP DATABASE IF EXISTS "{self._name}" WITH (FORCE)')


def _execute(statement: str, parameters: list | None = None) -> list:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


class SqliteClone:
    """This process's own copy of the template, a file beside it."""

    def __init__(self, folder: Path, *, rebuild: bool):
        template = folder / f"{digest()}.sqlite3"
        self._file = folder / f"clone-{os.getpid()}.sqlite3"
        with one_process_at_a_time(folder):
            if rebuild or not template.exists():
                _remove_sqlite(*folder.glob("*.sqlite3"))
                unfinished = folder / "unfinished.sqlite3"
                migrate_into(str(unfinished))
                unfinished.rename(template)
            self._clean = _read_into_memory(template)
        connection.settings_dict["NAME"] = str(self._file)
        self.restore()

    def restore(self) -> None:
        """Throw away what tests committed; SQLite's backup is safe beside other open connections."""
        connection.ensure_connection()
        self._clean.backup(connection.connection)
        connection.close()

    clone_again = restore

    def destroy(self) -> None:
        """Remove the clone; the template stays for the next run."""
        connection.close()
        self._clean.close()
        _remove_sqlite(self._file)


def _read_into_memory(path: Path) -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    with closing(sqlite3.connect(path)) as source:
        source.backup(memory)
    return memory


def _remove_sqlite(*files: Path) -> None:
    for path in files:
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def clone_for_this_process(*, rebuild: bool) -> PostgresClone | SqliteClone:
    """Point Django's default connection at a fresh clone; `rebuild` migrates a new template first."""
    clone = PostgresClone if connection.vendor == "postgresql" else SqliteClone
    return clone(_folder(), rebuild=rebuild)


def make_template() -> None:
    """Have the template ready for whoever clones it next; SQLite's is made by the one process that uses it."""
    if connection.vendor == "postgresql":
        PostgresTemplate(_folder())


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "test"
