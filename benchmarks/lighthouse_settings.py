"""The demo school as production serves it: compressed, hashed static files and the strict policy."""

from benchmarks.settings import *
from lms_site.settings.base import STORAGES, VAR_DIR

LMS_DEMO = True
VAR = VAR_DIR / "lighthouse"
VAR.mkdir(parents=True, exist_ok=True)
STATIC_ROOT, MEDIA_ROOT = VAR / "static", VAR / "media"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR / "db.sqlite3"}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
