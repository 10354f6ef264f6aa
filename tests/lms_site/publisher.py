"""A process that publishes an event: `python -m tests.lms_site.publisher <thing id> [--die]`.

With --die it is killed after the commit and before anything is handed over.
"""

import os
import signal
import sys

import django
from django.db import transaction


def main() -> None:
    django.setup()
    from lms_site.events import publish
    from tests.lms_site.sample import Happened

    with transaction.atomic():
        if "--die" in sys.argv:
            transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
        publish(Happened(thing_id=int(sys.argv[1])))


if __name__ == "__main__":
    main()
