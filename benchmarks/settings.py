"""Settings of measured servers: like production, without TLS and hashed static files."""

from lms_site.settings.base import *

SECRET_KEY = "benchmark-only-not-a-secret-0123456789-abcdefghij"
ALLOWED_HOSTS = ["*"]
LOGGING = {"version": 1, "disable_existing_loggers": True}
LMS_MAIL_TRANSPORT = "django.core.mail.backends.dummy.EmailBackend"
