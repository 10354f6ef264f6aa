"""Absolute addresses and the site's name, for what leaves the site: mails, certificates, feeds."""

from django.conf import settings

from lms_site.identity import identity


def absolute_url(path: str) -> str:
    """The full address of `path` on the public site."""
    return f"{settings.SITE_URL}{path}"


def site_name() -> str:
    """What the site is called, as admins have set it."""
    return identity().name
