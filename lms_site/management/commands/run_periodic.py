"""Runs the periodic jobs of `lms_site/schedule.py` without Celery, one after the other."""

import logging
import signal
import threading
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.module_loading import import_string

from lms_site.schedule import JOBS

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """The small process beside an embedded server; stops on SIGTERM and SIGINT, after the job in hand."""

    help = "Run the periodic jobs in this process until it is told to stop."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Run every job once and stop.")

    def handle(self, *args, **options):
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: stop.set())
        self.stdout.write(f"Periodic jobs: {', '.join(job.task for job in JOBS)}")
        due = {job: time.monotonic() for job in JOBS}
        while not stop.is_set():
            for job in [job for job in JOBS if due[job] <= time.monotonic()]:
                run(job.task)
                due[job] = time.monotonic() + job.seconds
            if options["once"]:
                return
            # A database that was restarted meanwhile gets a new connection at the next turn.
            close_old_connections()
            stop.wait(max(0.0, min(due.values()) - time.monotonic()))


def run(task: str) -> None:
    """Run the task here; a failure is logged and left to its next turn."""
    try:
        import_string(task)()
    except Exception:
        # One broken job must not stop the others; each is tried again at its next turn.
        logger.exception("Periodic job %s failed", task)
