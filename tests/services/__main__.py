"""`python -m tests.services run -- <command> …`: run a command with real servers beside it."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from .process import ServiceError
from .running import running_services


def main() -> int:
    """Return the command's own exit status; 69 when the servers could not be started."""
    parser = argparse.ArgumentParser(prog="python -m tests.services", description=__doc__)
    parser.add_argument("action", choices=["run"])
    parser.add_argument("--wheels", action="store_true", help="use the servers from wheels, not the machine's")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the database there")
    parser.add_argument("command", nargs="+", help="what to run, after --")
    options = parser.parse_args()
    try:
        with running_services(use_wheels=options.wheels, keep=options.keep) as variables:
            return subprocess.run(options.command, check=False, env={**os.environ, **variables}).returncode
    except ServiceError as error:
        print(error, file=sys.stderr)
        return os.EX_UNAVAILABLE
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
