"""Settings of measured servers: like production, without TLS and hashed static files."""

from lms_site.settings.base import *
from lms_site.settings.programs import LMS_API_RATES

SECRET_KEY = "benchmark-only-not-a-secret-0123456789-abcdefghij"
ALLOWED_HOSTS = ["*"]
LOGGING = {"version": 1, "disable_existing_loggers": True}
LMS_MAIL_TRANSPORT = "django.core.mail.backends.dummy.EmailBackend"
LMS_API_RATES = dict.fromkeys(LMS_API_RATES, "100000000/h")
