"""What the site is called and looks like: set by admins in the CMS, known everywhere, asked for cheaply."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from lms_site.cache_versions import recent_version
from lms_site.near_cache import NearCache

SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Identity:
    """`about` and `logo_url` are "" for our own, `palette` is "" for indigo; `links` are titles and addresses."""

    name: str
    about: str = ""
    logo_url: str = ""
    palette: str = ""
    links: tuple[tuple[str, str], ...] = ()

    @property
    def size(self) -> int:
        """Bytes in memory, roughly."""
        return 1000


kept_identities: NearCache[Identity] = NearCache("identity", max_bytes=64 * 1024)


def identity() -> Identity:
    """The site's identity; nearly always without a query.

    Another process's change shows here within a second. What is kept for long reads the version "public"
    before and after it is built, and so notices. Read by the app that `LMS_IDENTITY` names.
    """
    number = recent_version("public")
    found = kept_identities.get(str(number))
    if found is None:
        found = import_string(settings.LMS_IDENTITY)()
        kept_identities.put(str(number), found, SECONDS)
    return found
