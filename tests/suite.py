"""`make test`: the whole suite in stages, each on the parts it is meant for, and one summary at the end.

The stages in one process run beside the first one, which uses all cores; what they print comes when they have
ended. The flows on SQLite begin, as they have a database to migrate while the first stage migrates its own.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from .services.chromium import find_chromium, install_chromium
from .services.process import ServiceError
from .services.running import running_services

# One a core: the other stages run beside.
WORKERS = str(max(2, min(4, os.cpu_count() or 1)))
NO_BROWSER = "SKIPPED: NO CHROMIUM FOUND. Install one, or set LMS_CHROMIUM to its path."
EMBEDDED = {"DATABASE_URL": "", "REDIS_URL": ""}
# Dozens of processes read the same modules; each would compile them anew.
KEEP_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a stage ended: pytest's exit status (0 is good), its closing line, and the time it took."""

    title: str
    status: int
    closing_line: str
    seconds: float = 0


# The processes that are running, so that all can be told to stop.
running: set[subprocess.Popen] = set()


def main() -> int:
    """Run every stage even after a failure; return 0 when all passed."""
    try:
        with running_services() as servers:
            browser = partial(run_browser_stage, find_chromium() or install_chromium(), servers)
            embedded = partial(run_beside, "flows on SQLite", ["-m", "not browser", "tests/flows"], EMBEDDED)
            with beside(embedded, browser) as others:
                first = run_stage("PostgreSQL and Redis", ["-m", "not browser", "tests"], servers)
            outcomes = [first, *others.result()]
    except ServiceError as error:
        print(error, file=sys.stderr)
        return os.EX_UNAVAILABLE
    except KeyboardInterrupt:
        print("\nInterrupted; the servers are stopped.", file=sys.stderr)
        return 130
    print_summary(outcomes)
    return max(outcome.status for outcome in outcomes)


@contextmanager
def beside(*stages: Callable[[], Outcome]) -> Iterator[Future[list[Outcome]]]:
    """Run the stages one after the other beside the block, and wait for them at its end.

    When the block fails or is interrupted, whatever runs is told to stop.
    """
    given_up = threading.Event()
    with ThreadPoolExecutor(1) as lane:
        outcomes = lane.submit(lambda: [stage() for stage in stages if not given_up.is_set()])
        try:
            yield outcomes
            outcomes.result()
        except BaseException:
            given_up.set()
            for process in list(running):
                process.send_signal(signal.SIGINT)
            raise


def run_stage(title: str, arguments: list[str], variables: dict[str, str]) -> Outcome:
    """Run pytest on all cores with `variables` set, and show what it prints as it comes."""
    print(f"\n=== {title} ===", flush=True)
    return _run(title, ["-n", WORKERS, "--dist", "worksteal", *arguments], variables, sys.stdout.write)


def run_beside(title: str, arguments: list[str], variables: dict[str, str]) -> Outcome:
    """Run pytest in one process with `variables` set, and show what it printed when it has ended."""
    lines: list[str] = []
    outcome = _run(title, arguments, variables, lines.append)
    print(f"\n=== {title} ===\n{''.join(lines)}", flush=True)
    return outcome


def _run(title: str, arguments: list[str], variables: dict[str, str], show: Callable[[str], object]) -> Outcome:
    command = [sys.executable, "-m", "pytest", *arguments]
    started = time.monotonic()
    status, closing_line = run_and_listen(command, environment_with({**variables, **KEEP_COMPILED}), show)
    return Outcome(title=title, status=status, closing_line=closing_line, seconds=time.monotonic() - started)


def environment_with(variables: dict[str, str]) -> dict[str, str]:
    """This process's environment with `variables` set; an empty value takes the variable away."""
    changed = {**os.environ, **variables}
    return {name: value for name, value in changed.items() if value or name not in variables}


def run_and_listen(command: list[str], environment: dict[str, str], show: Callable[[str], object]) -> tuple[int, str]:
    """Run `command`, show its output line by line, and return its status and last line."""
    last = ""
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        running.add(process)
        try:
            for line in process.stdout or ():
                show(line)
                sys.stdout.flush()
                last = line.strip() or last
        except BaseException:
            process.send_signal(signal.SIGINT)
            raise
        finally:
            running.discard(process)
    return process.returncode, last.strip("= ")


def run_browser_stage(path: str | None, servers: dict[str, str]) -> Outcome:
    """Run the browser tests in the Chromium at `path`, or say loudly that there is none."""
    if path is None:
        return Outcome(title="browser", status=0, closing_line=NO_BROWSER)
    return run_beside("browser", ["-m", "browser", "tests/browser"], {**servers, "LMS_CHROMIUM": path})


def print_summary(outcomes: list[Outcome]) -> None:
    """Print one line a stage, so that the end of a long log says everything."""
    print("\n=== Summary ===")
    for outcome in outcomes:
        verdict = "ok    " if outcome.status == 0 else "FAILED"
        print(f"{verdict} {outcome.title:22} {outcome.seconds:6.0f} s   {outcome.closing_line}")


if __name__ == "__main__":
    sys.exit(main())
