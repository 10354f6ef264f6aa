"""The site that is fuzzed: as it is, but with quick passwords, no mail, and no limit that would end the run."""

from lms_site.settings.base import *
from lms_site.settings.base import LMS_API_RATES

SECRET_KEY = "fuzz-only-not-a-secret-0123456789-abcdefghijklmno"
ALLOWED_HOSTS = ["127.0.0.1"]
LMS_DEMO = True
LMS_SANDBOX_PAYMENTS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
LMS_API_RATES = dict.fromkeys(LMS_API_RATES, "1000000/h")
LMS_MAIL_TRANSPORT = "django.core.mail.backends.dummy.EmailBackend"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "ERROR"},
}
