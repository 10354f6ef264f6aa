"""`make test`: the whole suite in stages, each on the parts it is meant for, and one summary at the end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .services.chromium import find_chromium, install_chromium
from .services.process import ServiceError
from .services.running import running_services

WORKERS = str(max(2, min(4, os.cpu_count() or 2)))
NO_BROWSER = "SKIPPED: NO CHROMIUM FOUND. Install one, or set LMS_CHROMIUM to its path."
EMBEDDED = {"DATABASE_URL": "", "REDIS_URL": ""}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a stage ended: pytest's exit status (0 is good), its closing line, and the time it took."""

    title: str
    status: int
    closing_line: str
    seconds: float = 0


def main() -> int:
    """Run every stage even after a failure; return 0 when all passed."""
    try:
        with running_services() as servers:
            with template_in_the_making(EMBEDDED):
                first = run_stage("PostgreSQL and Redis", ["-m", "not browser", "tests"], servers)
            outcomes = [
                first,
                run_stage("flows on SQLite", ["-m", "not browser", "tests/flows"], EMBEDDED),
                run_browser_stage(find_chromium() or install_chromium(), servers),
            ]
    except ServiceError as error:
        print(error, file=sys.stderr)
        return os.EX_UNAVAILABLE
    except KeyboardInterrupt:
        print("\nInterrupted; the servers are stopped.", file=sys.stderr)
        return 130
    print_summary(outcomes)
    return max(outcome.status for outcome in outcomes)


def run_stage(title: str, arguments: list[str], variables: dict[str, str]) -> Outcome:
    """Run pytest with `variables` set; an empty value takes the variable away."""
    print(f"\n=== {title} ===", flush=True)
    environment = environment_with(variables)
    command = [sys.executable, "-m", "pytest", "-n", WORKERS, "--dist", "worksteal", *arguments]
    started = time.monotonic()
    status, closing_line = run_and_listen(command, environment)
    seconds = time.monotonic() - started
    return Outcome(title=title, status=status, closing_line=closing_line, seconds=seconds)


def environment_with(variables: dict[str, str]) -> dict[str, str]:
    """This process's environment with `variables` set; an empty value takes the variable away."""
    changed = {**os.environ, **variables}
    return {name: value for name, value in changed.items() if value or name not in variables}


@contextmanager
def template_in_the_making(variables: dict[str, str]) -> Iterator[None]:
    """Migrate the template of a later stage on the core that is idle while the first template is migrated.

    What goes wrong here stops nobody: the later stage then makes its template itself.
    """
    command = [sys.executable, "-m", "tests.databases"]
    with subprocess.Popen(command, env=environment_with(variables), stdin=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


def run_and_listen(command: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """Run `command`, pass its output through as it comes, and return its status and last line."""
    last = ""
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        try:
            for line in process.stdout or ():
                sys.stdout.write(line)
                sys.stdout.flush()
                last = line.strip() or last
        except BaseException:
            process.send_signal(signal.SIGINT)
            raise
    return process.returncode, last.strip("= ")


def run_browser_stage(path: str | None, servers: dict[str, str]) -> Outcome:
    """Run the browser tests in the Chromium at `path`, or say loudly that there is none."""
    if path is None:
        return Outcome(title="browser", status=0, closing_line=NO_BROWSER)
    return run_stage("browser", ["-m", "browser", "tests/browser"], {**servers, "LMS_CHROMIUM": path})


def print_summary(outcomes: list[Outcome]) -> None:
    """Print one line a stage, so that the end of a long log says everything."""
    print("\n=== Summary ===")
    for outcome in outcomes:
        verdict = "ok    " if outcome.status == 0 else "FAILED"
        print(f"{verdict} {outcome.title:22} {outcome.seconds:6.0f} s   {outcome.closing_line}")


if __name__ == "__main__":
    sys.exit(main())
