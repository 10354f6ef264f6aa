"""From an address to its page without walking down the tree."""

from typing import TypeVar

from wagtail.models import Page, Site

from catalog.models import CourseIndexPage, CoursePage, LessonPage
from catalog.queries.readers import reachable

P = TypeVar("P", bound=Page)


def find_course(slug: str) -> CoursePage | None:
    """The live course at `/courses/<slug>/`; see `_find`."""
    return _find(CoursePage, f"courses/{slug}/", "category")


def find_lesson(course: str, module: str, lesson: str) -> LessonPage | None:
    """The live lesson at `/courses/<course>/<module>/<lesson>/`; see `_find`."""
    return _find(LessonPage, f"courses/{course}/{module}/{lesson}/")


def find_catalog() -> CourseIndexPage | None:
    """The live catalog at `/courses/`; see `_find`."""
    return _find(CourseIndexPage, "courses/")


def _find(model: type[P], address: str, *related: str) -> P | None:
    """The live page at `address` of the only site, all pages above it live; one query.

    None where there are several sites, whose trees Wagtail must tell apart, or no such page. Of two
    pages with one address the older answers.
    """
    roots = {root.root_path for root in Site.get_site_root_paths()}
    if len(roots) != 1:
        return None
    slug = address.rstrip("/").rpartition("/")[2]
    pages = model.objects.filter(slug=slug, url_path=f"{roots.pop()}{address}", live=True)
    return reachable(pages).select_related("content_type", "locale", "alias_of", *related).order_by("pk").first()
