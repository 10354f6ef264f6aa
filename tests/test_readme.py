"""The README is executed: its commands run on a copy of the project, its tables match the code."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from tests.services.process import free_port

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
API_TOUR = "".join(re.findall(r"```bash\n(.*?)```", README, re.DOTALL))
# The demo has a test of its own below; `make test` is what runs this file.
RUN_ELSEWHERE = {"make demo", "make test"}
NOT_COPIED = [".git", ".venv", "var", "node_modules", "__pycache__", ".pytest_cache", ".mypy_cache"]
MINUTES = 60


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Path:
    """A copy of the project as a newcomer has it, with this environment in place of a new one."""
    folder = tmp_path_factory.mktemp("clone") / "project"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


@pytest.fixture(scope="module")
def bare_environment() -> dict[str, str]:
    """The environment of somebody who has set nothing: no database, no settings, no pytest around."""
    foreign = re.compile(r"^(DATABASE_URL|REDIS_URL|CELERY_|DJANGO_|LMS_VAR|PYTEST_|MAKE|MFLAGS)")
    kept = {name: value for name, value in os.environ.items() if not foreign.match(name)}
    return {**kept, "MYPY_CACHE_DIR": str(ROOT / ".mypy_cache")}


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in RUN_ELSEWHERE])
def test_command_of_the_readme_works(clone, bare_environment, command):
    done = subprocess.run(
        command,
        shell=True,
        cwd=clone,
        env=bare_environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=10 * MINUTES,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


# --- make demo -------------------------------------------------------------------------------
@pytest.fixture
def running_demo(clone, bare_environment):
    """`make demo` on a free port, killed if it is still there after the test or after five minutes."""
    port = free_port()
    with subprocess.Popen(
        ["make", "demo", f"PORT={port}"],
        cwd=clone,
        env={**bare_environment, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as demo:
        limit = threading.Timer(5 * MINUTES, kill_group, [demo])
        limit.start()
        yield demo, port
        limit.cancel()
        kill_group(demo)


def kill_group(process: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def read_until(text: str, process: subprocess.Popen) -> str:
    """Return what the process says up to and including the line that holds `text`, or all it says."""
    said = ""
    for line in process.stdout:
        said += line
        if text in line:
            break
    return said


def test_make_demo_serves_the_school_and_the_commands_for_the_api_and_stops_on_ctrl_c(running_demo):
    demo, port = running_demo
    said = read_until("Quit the server", demo)
    for expected in [f"http://127.0.0.1:{port}/", "learner@example.com", "learn-by-doing", "Quit the server"]:
        assert expected in said, said

    for path in ["/", "/courses/", "/accounts/login/"]:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
            assert answer.status == 200

    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", API_TOUR.replace("127.0.0.1:8000", f"127.0.0.1:{port}")],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count('"success":true') == 6, done.stdout

    os.killpg(demo.pid, signal.SIGINT)
    said = demo.stdout.read()
    demo.wait()
    assert "Traceback" not in said, said
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


# --- What the README says about the code -----------------------------------------------------
def test_every_make_target_that_the_readme_names_exists():
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert named
    assert {target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)} == set()


def test_configuration_table_lists_exactly_what_the_settings_read():
    settings = "".join(path.read_text() for path in (ROOT / "lms_site" / "settings").glob("*.py"))
    read = set(re.findall(r"\benv(?:\.[a-z_]+)?\(\s*\"([A-Z0-9_]+)\"", settings))
    table = README.partition("## Configuration")[2].partition("## Run it")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    documented = {name for row in rows for name in re.findall(r"`([A-Z0-9_]+)`", row)}

    assert documented - {"DJANGO_SETTINGS_MODULE"} == read


def test_map_of_the_code_names_folders_that_exist():
    table = README.partition("### A map of the code")[2].partition("## Configuration")[0]
    folders = re.findall(r"^\| `([a-z_]+/)`", table, re.MULTILINE)

    assert folders
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []
