"""A process that publishes an event: `python -m tests.lms_site.publisher <thing id> [--die] [--as ID]`.

With --die it is killed after the commit and before anything is handed over; with --as it does so in the
course of the request of that id.
"""

import os
import signal
import sys

import django
from django.db import transaction


def main() -> None:
    django.setup()
    from lms_site.events import publish
    from lms_site.gateway import enter_request
    from tests.lms_site.sample import Happened

    if "--as" in sys.argv:
        enter_request(sys.argv[-1])
    with transaction.atomic():
        if "--die" in sys.argv:
            transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
        publish(Happened(thing_id=int(sys.argv[1])))


if __name__ == "__main__":
    main()
