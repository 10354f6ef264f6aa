"""`make demo`: bring the demo school up to date, then serve it with the periodic jobs beside it.

Everything happens in one process where it can, because importing the site twice costs seconds.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

HOST = "127.0.0.1"
WELCOME = """
  Hybrid LMS is running:  http://{host}:{port}/
  The CMS for authors:    http://{host}:{port}/cms/
  Mail it has sent:       http://{host}:{port}/dev/mail/

  Sign in as learner@example.com, instructor@example.com, moderator@example.com
  or admin@example.com, each with the password learn-by-doing.

  Ctrl-C stops it.
"""


def main() -> None:
    """Prepare, print where to go, and serve until Ctrl-C or SIGTERM."""
    parser = argparse.ArgumentParser(prog="make demo")
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    stop_if_taken(port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms_site.settings.dev")
    os.environ.setdefault("SITE_URL", f"http://{HOST}:{port}")
    os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
    # A shell starts background jobs deaf to SIGINT; both ways of ending it mean the same here.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        prepare()
        # Half a minute has gone by; and runserver, where it finds the port taken, would leave the jobs behind.
        stop_if_taken(port)
        with periodic_jobs():
            serve(port)
    except KeyboardInterrupt:
        print("\nStopped.")


def stop_if_taken(port: int) -> None:
    """End here, and name another port, while a program listens on `port`."""
    if not is_free(port):
        sys.exit(f"Port {port} is in use by another program. Choose another one: make demo PORT={port + 1}")


def is_free(port: int) -> bool:
    """Tell whether a server could listen on `port` now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def prepare() -> None:
    """Migrate what is not migrated and load the demo school; both are quick when nothing is missing."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
    print("Loading the demo school …", flush=True)
    call_command("load_demo", verbosity=0)


@contextmanager
def periodic_jobs() -> Iterator[None]:
    """Run the periodic jobs as a child process for as long as the block lasts."""
    jobs = subprocess.Popen([sys.executable, "manage.py", "run_periodic"], stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        jobs.terminate()
        jobs.wait()


def serve(port: int) -> None:
    """Answer requests until interrupted."""
    from django.core.management import call_command

    print(WELCOME.format(host=HOST, port=port), flush=True)
    call_command("runserver", f"{HOST}:{port}", use_reloader=False)


if __name__ == "__main__":
    main()
