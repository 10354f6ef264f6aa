"""Settings of the real workers that tests start and kill: a broker, short leases, reactions of the tests."""

from lms_site.reactions import REACTIONS
from lms_site.settings import test

globals().update({name: value for name, value in vars(test).items() if name.isupper()})
CELERY_BROKER_URL = test.env("CELERY_BROKER_URL")
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "lms_site.tasks.sweep_outbox", "schedule": 1.0}}
LMS_REACTION_SECONDS = 5
REACTIONS["tests.lms_site.sample.Happened"] = [
    "tests.lms_site.sample.hang_once",
    "tests.lms_site.sample.count",
    "tests.lms_site.sample.tell",
]
