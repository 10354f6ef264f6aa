"""Tests: whatever database and Redis the environment names, quick hashes, nothing on disk that stays."""

import os
import tempfile
from pathlib import Path

from .base import *
from .base import CACHES, DATABASES, REDIS_URL, STORAGES

SECRET_KEY = "test-only-not-a-secret-0123456789-abcdefghijklmnop"
ALLOWED_HOSTS = ["*"]
LMS_DEMO = True
LMS_SANDBOX_PAYMENTS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Made by the first file that is written; a process that a test starts is given its test's folder.
_scratch = Path(os.environ.get("LMS_TEST_FOLDER", f"{tempfile.gettempdir()}/lms-test-{os.getpid()}"))
MEDIA_ROOT = _scratch / "media"
PRIVATE_MEDIA_ROOT = _scratch / "private"
EMAIL_FILE_PATH = _scratch / "mail"
STORAGES = {
    **STORAGES,
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_MEDIA_ROOT, "base_url": None},
    },
}
LMS_MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
# What Wagtail hands over runs at once; the fixture `indexes` lets it fill its indexes, too.
TASKS = {"default": {"BACKEND": "tests.unindexed.UnindexedBackend"}}
LMS_PAGE_CACHE_SECONDS = 300
if "LMS_TEST_DATABASE_SOCKET" in os.environ and DATABASES["default"]["HOST"] == "127.0.0.1":
    # The same server, by the shorter way.
    DATABASES["default"]["HOST"] = os.environ["LMS_TEST_DATABASE_SOCKET"]
if REDIS_URL:
    # A database number for each pytest process ("gw0" has 1), so that clearing one cache spares the others.
    _worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw")) + 1
    REDIS_URL = f"{REDIS_URL.rpartition('/')[0]}/{_worker}"
    CACHES = {"default": {**CACHES["default"], "LOCATION": REDIS_URL}}
