"""`python -m tests.fuzz`: tries every operation of the API as a stranger, a learner and an instructor.

Serves the demo school on PostgreSQL and Redis and lets schemathesis make up requests along the schema, valid
and not. Fails at an answer of 500, and at any answer (status, content type, body) that the schema does not
describe. The seed is fixed, and the number of examples bounds the time; `--seed` and `--examples` change both.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.services.process import ServerProcess, ServiceError, free_port
from tests.services.running import running_services
from tests.suite import Outcome, print_summary

ROOT = Path(__file__).resolve().parents[2]
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# Who signs out is nobody in all calls that follow; strangers try these, too.
NOT_SIGNED_IN = ["/api/v1/auth/logout/"]
STRANGER = "anonymous"
CONFIG = Path(__file__).with_name("schemathesis.toml")
LIMIT_SECONDS = 240


def main() -> int:
    """Return 0 when no role found anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=12, help="requests an operation and role, beside the edges")
    options = parser.parse_args()
    try:
        with running_services() as servers, tempfile.TemporaryDirectory() as folder:
            environment = site_environment(servers, Path(folder))
            known = load(environment)
            with serving(environment, Path(folder)) as port:
                outcomes = fuzz(port, known, {**environment, "HOME": folder}, options)
            print((Path(folder) / "site.txt").read_text(errors="replace")[-20_000:])
    except ServiceError as error:
        print(error, file=sys.stderr)
        return os.EX_UNAVAILABLE
    print_summary(outcomes)
    return max(outcome.status for outcome in outcomes)


def site_environment(servers: dict[str, str], folder: Path) -> dict[str, str]:
    """The variables of the site that is fuzzed; tasks run inline, so that their faults are seen as well."""
    return {
        **os.environ,
        **servers,
        "DJANGO_SETTINGS_MODULE": "tests.fuzz.settings",
        "CELERY_BROKER_URL": "",
        "LMS_VAR_DIR": str(folder / "var"),
    }


def load(environment: dict[str, str]) -> dict:
    """Make the demo school; returns tokens and ids."""

    def run(*command: str) -> str:
        done = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True)
        if done.returncode:
            raise ServiceError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    run("manage.py", "migrate", "--verbosity", "0")
    run("manage.py", "load_demo")
    return json.loads(run("-m", "tests.fuzz.people"))


class serving:
    """Within it the site answers on the port that it yields."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.port = free_port()
        address = ["--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--threads", "4", "--chdir", str(ROOT)]
        command = [sys.executable, "-m", "gunicorn", "lms_site.wsgi:application", *address, "--log-level", "error"]
        self.server = ServerProcess("The site", command, log=folder / "site.txt", env=environment)

    def __enter__(self) -> int:
        self.server.wait_until(self._answers)
        return self.port

    def __exit__(self, *_error: object) -> None:
        self.server.stop()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=30) as answer:
                return answer.status == 200
        except OSError:
            return False


def fuzz(port: int, known: dict, environment: dict[str, str], options: argparse.Namespace) -> list[Outcome]:
    """All roles, two at a time."""
    environment = {**environment, "FUZZ_IDS": json.dumps(known["ids"]), "SCHEMATHESIS_HOOKS": "tests.fuzz.hooks"}
    environment["PYTHONPATH"] = str(ROOT)
    roles = {STRANGER: None, **known["tokens"]}
    with ThreadPoolExecutor(2) as lanes:
        runs = []
        for share, (role, token) in enumerate(roles.items()):
            own = {**environment, "FUZZ_SHARE": str(share)}
            runs.append(lanes.submit(fuzz_as, role, token, port, own, options))
        return [run.result() for run in runs]


def fuzz_as(role: str, token: str | None, port: int, environment: dict, options: argparse.Namespace) -> Outcome:
    """One role: schemathesis's own report, printed when it has ended."""
    site = f"http://127.0.0.1:{port}"
    command = [
        *(Path(sys.executable).with_name("schemathesis"), "--config-file", str(CONFIG)),
        *("run", f"{site}/api/v1/schema/", "--url", site),
        *("--checks", CHECKS, "--phases", "examples,coverage,fuzzing", "--max-examples", str(options.examples)),
        *("--seed", str(options.seed), "--continue-on-failure", "--no-shrink", "--request-timeout", "30"),
        *("--suppress-health-check", "all", "--warnings", "off"),
    ]
    if token:
        command += ["--header", f"Authorization: Bearer {token}"]
        command += [part for path in NOT_SIGNED_IN for part in ("--exclude-path", path)]
    # It keeps notes of earlier runs where it is started, and would begin with those.
    folder = tempfile.mkdtemp(dir=environment["HOME"])
    started = time.monotonic()
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=LIMIT_SECONDS,
        )  # fmt: skip
        said, status = done.stdout + done.stderr, done.returncode
    except subprocess.TimeoutExpired as error:
        said, status = f"{(error.stdout or b'').decode()}\nNot ready after {LIMIT_SECONDS} s.", 1
    print(f"\n=== {role} ===\n{said}", flush=True)
    closing_line = said.strip().rpartition("\n")[2].strip("= ")
    return Outcome(title=role, status=status, closing_line=closing_line, seconds=time.monotonic() - started)


if __name__ == "__main__":
    sys.exit(main())
