"""The commands around the product: environment, demo server, translations, health check, summary."""

import http.server
import os
import socket
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import polib
import pytest

from scripts import demo, healthcheck, messages
from tests import suite

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_demo_on_a_taken_port_names_another(taken_port, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["demo", "--port", str(taken_port)])

    with pytest.raises(SystemExit, match=rf"Port {taken_port} is in use.*make demo PORT={taken_port + 1}"):
        demo.main()


def test_make_refuses_a_python_that_is_too_old(tmp_path):
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = subprocess.run(["make", "demo", f"PYTHON={old}"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode != 0
    assert "Python 3.11 or newer is needed" in done.stderr


# --- The virtual environment -----------------------------------------------------------------
@pytest.fixture
def recorded_environment(tmp_path):
    """An environment whose python and pip only write down how they were called."""
    calls = tmp_path / "calls.txt"
    calls.touch()
    programs = tmp_path / "venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("python", "pip"):
        (programs / name).write_text(f'#!/bin/sh\necho "$@" >> {calls}\n')
        (programs / name).chmod(0o755)
    return programs.parent, calls


def fill(venv: Path, requirements: Path) -> None:
    script = ROOT / "scripts" / "environment.py"
    subprocess.run([sys.executable, script, venv, requirements], check=True, capture_output=True)


def test_environment_is_filled_once_and_again_when_the_requirements_change(recorded_environment, tmp_path):
    venv, calls = recorded_environment
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("django==5.2")

    fill(venv, requirements)
    fill(venv, requirements)
    assert calls.read_text().count("install") == 1

    requirements.write_text("django==5.3")
    fill(venv, requirements)
    assert calls.read_text().count("install") == 2


def test_failed_installation_is_tried_again(recorded_environment, tmp_path):
    venv, calls = recorded_environment
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("django==5.2")
    good = (venv / "bin" / "python").read_text()
    (venv / "bin" / "python").write_text("#!/bin/sh\nexit 1\n")

    with pytest.raises(subprocess.CalledProcessError) as failure:
        fill(venv, requirements)
    assert b"Installing" in failure.value.stderr
    assert b"failed" in failure.value.stderr

    (venv / "bin" / "python").write_text(good)
    fill(venv, requirements)
    assert "install" in calls.read_text()


def test_requirements_name_no_machine():
    for path in ROOT.glob("requirements*.txt"):
        lines = [line for line in path.read_text().splitlines() if "==" in line]

        assert lines, path
        assert not [line for line in path.read_text().splitlines() if "/" in line or line.startswith("--")], path


# --- Translations ----------------------------------------------------------------------------
@pytest.fixture
def catalogue(tmp_path):
    path = tmp_path / "locale" / "id" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    texts = polib.POFile()
    texts.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    texts.append(polib.POEntry(msgid="Course", msgstr="Kursus"))
    texts.save(str(path))
    return path


def test_messages_compiles_what_it_then_finds_in_order(catalogue, tmp_path):
    messages.compile_all(tmp_path)

    assert messages.find_problems(tmp_path) == []
    assert polib.mofile(str(catalogue.with_suffix(".mo"))).find("Course").msgstr == "Kursus"


def test_messages_reports_what_is_missing_uncertain_or_stale(catalogue, tmp_path):
    texts = polib.pofile(str(catalogue))
    texts.append(polib.POEntry(msgid="Lesson", msgstr=""))
    texts.append(polib.POEntry(msgid="Module", msgstr="Modul", flags=["fuzzy"]))
    texts.save()

    untranslated, fuzzy, stale = messages.find_problems(tmp_path)
    assert "not translated: 'Lesson'" in untranslated
    assert "marked fuzzy: 'Module'" in fuzzy
    assert "not compiled since its last change" in stale


# --- Health check ----------------------------------------------------------------------------
@pytest.fixture
def small_server(monkeypatch):
    """A real server that is well for visitors of school.example only."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            is_well = self.path == "/healthz" and self.headers["Host"] == "school.example"
            self.send_response(200 if is_well else 400)
            self.end_headers()

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        monkeypatch.setenv("GRANIAN_PORT", str(server.server_address[1]))
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("hosts", "status"), [("school.example,b", 0), (".school.example", 0), ("*", 1)])
def test_healthcheck_asks_as_a_visitor_of_the_first_allowed_host(small_server, monkeypatch, hosts, status):
    monkeypatch.setenv("ALLOWED_HOSTS", hosts)

    assert healthcheck.main() == status


def test_healthcheck_fails_when_nobody_answers(monkeypatch, taken_port):
    monkeypatch.setenv("GRANIAN_PORT", "1")

    assert healthcheck.main() == 1


# --- The summary of `make test` --------------------------------------------------------------
def test_summary_tells_failed_stages_from_good_ones(capsys):
    suite.print_summary(
        [
            suite.Outcome(title="first", status=0, closing_line="12 passed in 3.00s", seconds=4),
            suite.Outcome(title="second", status=1, closing_line="1 failed in 1.00s", seconds=2),
        ]
    )

    lines = capsys.readouterr().out.splitlines()
    assert lines[-2].startswith("ok ")
    assert lines[-2].endswith("12 passed in 3.00s")
    assert lines[-1].startswith("FAILED second")


def outcome_of(title: str) -> suite.Outcome:
    return suite.Outcome(title=title, status=0, closing_line="1 passed")


def test_stages_beside_run_in_order_and_are_waited_for():
    with suite.beside(lambda: outcome_of("one"), lambda: outcome_of("two")) as others:
        pass

    assert [outcome.title for outcome in others.result(timeout=0)] == ["one", "two"]


def test_interrupted_suite_stops_what_runs_beside(tmp_path):
    told = tmp_path / "told"
    os.mkfifo(told)
    # A shell starts background jobs deaf to SIGINT, and so is whatever they start.
    listening = "import signal; signal.signal(signal.SIGINT, signal.SIG_DFL)"
    endless = f"{listening}; open({str(told)!r}, 'w').write('started'); signal.pause()"
    stage = partial(suite.run_and_listen, [sys.executable, "-c", endless], dict(os.environ), print)

    def interrupted():
        with suite.beside(stage, stage) as others:
            outcomes.append(others)
            assert told.read_text() == "started"
            raise KeyboardInterrupt

    outcomes = []
    with pytest.raises(KeyboardInterrupt):
        interrupted()

    ((status, _closing_line),) = outcomes[0].result(timeout=0)
    assert status != 0
    assert suite.running == set()


def test_browser_stage_without_browser_says_so_loudly():
    assert "NO CHROMIUM FOUND" in suite.run_browser_stage(None, {}).closing_line


def test_stage_passes_output_through_and_keeps_the_closing_line(capsys):
    status, closing_line = suite.run_and_listen(
        [sys.executable, "-c", "print('one test'); print('=== 1 failed ==='); raise SystemExit(3)"], {}, print
    )

    assert (status, closing_line) == (3, "1 failed")
    assert "one test" in capsys.readouterr().out
