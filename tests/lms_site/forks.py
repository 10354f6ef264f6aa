"""The site, loaded once, from which publishers and workers are forked: each a process of its own, which can be killed.

Loading takes two seconds of a processor, forking none. `python -m tests.lms_site.forks` takes orders on its
standard input, a JSON list of words a line, and answers each with a number on its standard output; what is
forked says everything else to the log that is its standard error. When nobody gives orders any more, all are killed.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import django
from django.db import transaction

from tests.services.process import ServiceError, becomes_true

RUNNING = 1000  # beyond every exit code


class LoadedSite:
    """The other end of the process that has loaded the site."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.log = log
        command = [sys.executable, "-m", "tests.lms_site.forks"]
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=output, env=environment, text=True
            )

    def fork(self, act: str, *words: str) -> "Fork":
        """A process that does `act`, one of ACTS, with these words."""
        return Fork(self, self.ask("fork", act, *words))

    def ask(self, *words: str) -> int:
        """Give an order; returns the answer."""
        print(json.dumps(words), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """End it, and whatever it has forked."""
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()


class Fork:
    """A process that was forked from the loaded site."""

    def __init__(self, site: LoadedSite, pid: int) -> None:
        self._site, self.pid = site, pid

    def wait(self) -> int:
        """How it ended: an exit code, or the number of a signal below zero."""
        return self._site.ask("wait", str(self.pid))

    def wait_until(self, is_done: Callable[[], bool], *, seconds: float = 60) -> None:
        """Return when `is_done()`; raise ServiceError with the log when the process ends before, or takes too long."""
        if becomes_true(is_done, while_true=self._is_running, seconds=seconds):
            return
        self.kill()
        raise ServiceError(f"It was never done:\n{self._site.log.read_text(errors='replace')[-2000:]}")

    def _is_running(self) -> bool:
        return self._site.ask("poll", str(self.pid)) == RUNNING

    def kill(self) -> None:
        """End it with all its children, at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self.wait()


# --- Within the process that has loaded the site ----------------------------------------------
def publish(thing_id: str, how: str = "", request: str = "") -> None:
    """Publish an event; to "die" is to be killed after the commit and before anything is handed over.

    "as" is to do so in the course of the request of that id.
    """
    from lms_site.events import publish as publish_event
    from lms_site.gateway import enter_request
    from tests.lms_site.sample import Happened

    if how == "as":
        enter_request(request)
    with transaction.atomic():
        if how == "die":
            transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
        publish_event(Happened(thing_id=int(thing_id)))


def work(schedule: str) -> None:
    """Be a Celery worker with its beat."""
    from lms_site.celery import app

    app.worker_main(["worker", "-c", "2", "-B", "--schedule", schedule])


ACTS = {"publish": publish, "work": work}


def main() -> None:
    django.setup()
    ended: dict[int, int] = {}
    for line in sys.stdin:
        order, *words = json.loads(line)
        if order == "fork":
            answer = _fork(*words)
            ended[answer] = RUNNING
        else:
            answer = _end_of(int(words[0]), ended, 0 if order == "wait" else os.WNOHANG)
        print(answer, flush=True)
    for pid, how in ended.items():
        if how == RUNNING:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)


def _fork(act: str, *words: str) -> int:
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    ACTS[act](*words)
    sys.exit(0)


def _end_of(pid: int, ended: dict[int, int], options: int) -> int:
    if ended[pid] == RUNNING:
        found, status = os.waitpid(pid, options)
        if found:
            ended[pid] = os.waitstatus_to_exitcode(status)
    return ended[pid]


if __name__ == "__main__":
    main()
