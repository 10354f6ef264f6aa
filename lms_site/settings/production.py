"""Production: refuses to start without its secrets, and names each one that is missing."""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import ALLOWED_HOSTS, STORAGES, env

_required = ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "SITE_URL", "DEFAULT_FROM_EMAIL"]
if env("STRIPE_SECRET_KEY", default=""):
    # Half set up it would take money, and never hear that it came.
    _required += ["STRIPE_PUBLISHABLE_KEY", "STRIPE_WEBHOOK_SECRET"]
_missing = [name for name in _required if not env(name, default="")]
if _missing:
    raise ImproperlyConfigured("Production needs these environment variables: " + ", ".join(_missing))

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_TLS_PROXY", default=True) else None
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[env("SITE_URL")])
ALLOWED_HOSTS = ALLOWED_HOSTS

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if env("AWS_STORAGE_BUCKET_NAME", default=""):
    from botocore.config import Config

    _bucket = {
        "bucket_name": env("AWS_STORAGE_BUCKET_NAME"),
        "endpoint_url": env("AWS_S3_ENDPOINT_URL", default=None),
        "region_name": env("AWS_S3_REGION_NAME", default=None),
        "file_overwrite": False,
        # Whoever uploads while it does not answer is told so within ten seconds.
        "client_config": Config(connect_timeout=3, read_timeout=10, retries={"total_max_attempts": 2}),
    }
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {**_bucket, "location": "media", "querystring_auth": False},
    }
    STORAGES["private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {**_bucket, "location": "private", "querystring_auth": True, "default_acl": "private"},
    }

EMAIL_HOST = env("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=True)
if env("SENDGRID_API_KEY", default=""):
    LMS_MAIL_TRANSPORT = "anymail.backends.sendgrid.EmailBackend"
    ANYMAIL = {"SENDGRID_API_KEY": env("SENDGRID_API_KEY")}
else:
    LMS_MAIL_TRANSPORT = env("LMS_MAIL_TRANSPORT", default="django.core.mail.backends.smtp.EmailBackend")
