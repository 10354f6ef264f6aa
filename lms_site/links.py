"""Absolute addresses and the site's name, for what leaves the site: mails, certificates, feeds."""

from django.conf import settings


def absolute_url(path: str) -> str:
    """The full address of `path` on the public site."""
    return f"{settings.SITE_URL}{path}"


def site_name() -> str:
    return settings.WAGTAIL_SITE_NAME
