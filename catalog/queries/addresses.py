"""From an address to its page without walking down the tree."""

from functools import partial
from typing import Any, TypeVar

from django.db.models import CharField, Exists, OuterRef, QuerySet
from wagtail.models import Page, Site

from catalog.models import CourseIndexPage, CoursePage, CoursePrerequisite, LessonPage
from catalog.models.restrictions import with_restrictions
from catalog.queries.announcements import standing_announcements
from catalog.queries.readers import reachable
from lms_site.prepared import Prepared

P = TypeVar("P", bound=Page)


def _at(model: type[P]) -> Prepared[P]:
    """The live pages at an address, all pages above them live, the oldest first."""

    return Prepared(partial(_live_at, model), slug=CharField(), url_path=CharField())


def _live_at(model: type[P], slug: str, url_path: str, *related: str) -> QuerySet[P]:
    pages = reachable(model.objects.filter(slug=slug, url_path=url_path, live=True))
    return with_restrictions(pages).select_related(*related, "locale").order_by("pk")


def _course_at(slug: str, url_path: str) -> QuerySet[CoursePage]:
    """A course with its card, and whether there is anything to ask for beside it: a cold page has few queries."""
    announced = standing_announcements().filter(course_key=OuterRef("translation_key"))
    before = CoursePrerequisite.objects.filter(course=OuterRef("pk"))
    courses = _live_at(CoursePage, slug, url_path, "card", "category")
    return courses.annotate(has_announcements=Exists(announced), has_courses_before=Exists(before))


COURSE_AT: Prepared[CoursePage] = Prepared(_course_at, slug=CharField(), url_path=CharField())
LESSON_AT = _at(LessonPage)
CATALOG_AT = _at(CourseIndexPage)


def find_course(slug: str) -> CoursePage | None:
    """The live course at `/courses/<slug>/`; see `_find`."""
    return _find(COURSE_AT, f"courses/{slug}/")


def find_lesson(course: str, module: str, lesson: str) -> LessonPage | None:
    """The live lesson at `/courses/<course>/<module>/<lesson>/`; see `_find`."""
    return _find(LESSON_AT, f"courses/{course}/{module}/{lesson}/")


def find_catalog() -> CourseIndexPage | None:
    """The live catalog at `/courses/`; see `_find`."""
    return _find(CATALOG_AT, "courses/")


def _find(pages: Prepared, address: str) -> Any:
    """The live page at `address` of the only site, all pages above it live; one query.

    None where there are several sites, whose trees Wagtail must tell apart, or no such page. Of two
    pages with one address the older answers.
    """
    roots = Site.get_site_root_paths()
    if len({root.root_path for root in roots}) != 1:
        return None
    slug = address.rstrip("/").rpartition("/")[2]
    page = next(iter(pages.rows(slug=slug, url_path=f"{roots[0].root_path}{address}")), None)
    if page is not None:
        page._wagtail_cached_site_root_paths = roots  # where Wagtail would keep them; saves asking again
    return page
