"""Doing the same thing many times at the same moment."""

import threading
from collections.abc import Callable

from django.db import connection


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
