"""Doing the same thing many times at the same moment.

pytestmark = RACES
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections

from lms_site.errors import DomainError

# Rivals must commit for each other to see it, and several must write at once: SQLite lets one in at a time, so that
# nothing races there. `make test` runs them all on PostgreSQL.
RACES = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
]


def at_once(work: Callable[[], object], number: int = 8) -> None:
    """Do `work` in so many threads that start together; returns when all have ended."""
    start = threading.Barrier(number)

    def run() -> None:
        start.wait()
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def all_at_once(operation, arguments) -> list:
    """Call `operation` with each argument from its own thread and connection; the results or errors."""
    arguments = list(arguments)
    gate = threading.Barrier(len(arguments))

    def work(argument):
        try:
            connection.ensure_connection()
            gate.wait(timeout=30)
            return operation(argument)
        except (DomainError, DatabaseError) as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(work, arguments))
