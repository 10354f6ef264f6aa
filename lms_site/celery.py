"""The Celery application; without a broker every task runs inline, right after the commit."""

import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms_site.settings.production")

app = Celery("lms_site")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_log_lines(**_options) -> None:
    """Let workers log as the site does, with the id of the request in each line: Celery has a form of its own."""
