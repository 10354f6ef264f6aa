"""What search engines are told of: pages that anybody may read."""

from django.contrib.sitemaps import Sitemap as PlainSitemap
from django.db.models import QuerySet
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from catalog.models import LessonPage, ModulePage
from catalog.people import person_url
from catalog.queries.people import people_with_pages
from catalog.queries.readers import reachable


class PublicPagesSitemap(Sitemap):
    """Live, unrestricted pages; of lessons the free previews, of modules none (they have no page of their own)."""

    def items(self) -> QuerySet:
        pages = Page.objects.live().public().descendant_of(self.get_wagtail_site().root_page, inclusive=True)
        closed = LessonPage.objects.filter(is_free_preview=False)
        pages = pages.not_type(ModulePage).exclude(pk__in=closed.values("pk"))
        return reachable(pages).order_by("path").defer_streamfields().specific()


class PeopleSitemap(PlainSitemap):
    """People who teach, and learners who want to be found."""

    def items(self) -> QuerySet:
        return people_with_pages().order_by("pk")

    def location(self, item) -> str:
        return person_url(item)
