"""What the site is called and looks like: reading it for every page, and making a change show."""

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from catalog.models.restrictions import with_restrictions
from home.models import SiteLook
from lms_site.cache_versions import bump
from lms_site.identity import Identity
from lms_site.prepared import Prepared

LOGO = "max-240x64|format-webp"
LOOK: Prepared[SiteLook] = Prepared(lambda: SiteLook.objects.select_related("logo").order_by("pk")[:1])


def read_identity() -> Identity:
    """The identity as the database has it; two queries, three with a logo.

    Pages directly below home that are "in menus" are linked at the foot of every page.
    """
    look = next(iter(LOOK.rows()), None) or SiteLook()
    return Identity(
        name=look.name or settings.WAGTAIL_SITE_NAME,
        about=look.about,
        logo_url=_logo_url(look),
        palette=look.palette,
        links=tuple((page.title, page.get_url() or "") for page in LINKED.rows()),
    )


def _linked_pages() -> QuerySet[Page]:
    pages = with_restrictions(Page.objects.live().in_menu().filter(depth=3)).filter(may_be_restricted=False)
    return pages.order_by("path").only("title", "url_path", "locale", "content_type")


LINKED: Prepared[Page] = Prepared(_linked_pages)


def _logo_url(look: SiteLook) -> str:
    """A small copy of the logo; "" when the file is gone, since every page of the site is drawn with it."""
    try:
        return look.logo.get_rendition(LOGO).url if look.logo else ""
    except SourceImageIOError:
        return ""


@transaction.atomic
def show_look() -> None:
    """Make everything that is kept follow the settings, lessons too."""
    bump("public", "shared")
