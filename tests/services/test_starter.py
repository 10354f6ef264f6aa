"""The starter of real servers keeps its promises: reachable while the command runs, gone afterwards."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tests.services.process import ServerProcess, ServiceError, free_port, is_open_to_all

START = [sys.executable, "-m", "tests.services", "run", "--"]
ASK_BOTH = """
import os, psycopg2, redis
with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
    cursor.execute("CREATE TABLE note (body text); INSERT INTO note VALUES ('kept'); SELECT body FROM note")
    print(cursor.fetchone()[0])
print(redis.from_url(os.environ["REDIS_URL"]).set("key", "value"))
print(os.environ["DATABASE_URL"], os.environ["REDIS_URL"])
"""


def is_listening(address: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", urlsplit(address).port)) == 0


def test_run_gives_command_both_servers_and_stops_them_after_it():
    done = subprocess.run([*START, sys.executable, "-c", ASK_BOTH], capture_output=True, text=True, timeout=120)

    assert done.returncode == 0, done.stderr
    row, answer, addresses = done.stdout.splitlines()[-3:]
    assert (row, answer) == ("kept", "True")
    assert [is_listening(address) for address in addresses.split()] == [False, False]


def test_run_returns_the_status_of_a_failing_command():
    done = subprocess.run([*START, "sh", "-c", "exit 7"], capture_output=True, timeout=120)

    assert done.returncode == 7


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_run_leaves_no_server_behind_when_it_is_ended(how):
    command = [*START, "sh", "-c", "echo $DATABASE_URL $REDIS_URL; exec cat"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, start_new_session=True) as process:
        addresses = process.stdout.readline().split()
        visits = [visit(address) for address in addresses]

        # Ctrl-C in a terminal goes to the command as well; the others to the starter alone.
        os.killpg(process.pid, how) if how == signal.SIGINT else process.send_signal(how)
        process.wait(timeout=30)

    assert process.returncode != 0
    for connection in visits:
        wait_for_end_of(connection)
    assert [is_listening(address) for address in addresses] == [False, False]


def visit(address: str) -> socket.socket:
    """Open a connection that says nothing; it ends when the server does."""
    return socket.create_connection(("127.0.0.1", urlsplit(address).port), timeout=20)


def wait_for_end_of(connection: socket.socket) -> None:
    """Read what the server says last; a server that lives on makes this time out."""
    with connection, connection.makefile("rb") as answers, contextlib.suppress(ConnectionResetError):
        answers.read()


def test_server_that_cannot_start_is_reported_with_its_log(tmp_path):
    command = ["sh", "-c", "echo cannot read its data; exit 1"]
    server = ServerProcess("Oracle", command, log=tmp_path / "log.txt")

    with pytest.raises(ServiceError, match="Oracle did not start:\ncannot read its data"):
        server.wait_until(lambda: False)


def test_folder_below_a_closed_one_is_not_open_to_all(tmp_path):
    inside = tmp_path / "closed" / "open" / "file"
    inside.mkdir(parents=True)
    (tmp_path / "closed").chmod(0o700)

    assert not is_open_to_all(inside)


def test_free_port_can_be_listened_on():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", free_port()))


def test_free_port_lies_below_those_that_systems_give_away():
    assert 1_024 < free_port() < 32_768
