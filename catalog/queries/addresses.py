"""From an address to its page without walking down the tree."""

from wagtail.models import Page, Site

from catalog.models import CourseIndexPage, CoursePage


def find_course(slug: str) -> CoursePage | None:
    """The live course at `/courses/<slug>/` of the only site, all pages above it live; two queries.

    None where there are several sites, whose trees Wagtail must tell apart, or no such course. Of two
    pages with one address the older answers.
    """
    roots = {root.root_path for root in Site.get_site_root_paths()}
    if len(roots) != 1:
        return None
    courses = CoursePage.objects.filter(slug=slug, url_path=f"{roots.pop()}courses/{slug}/", live=True)
    page = courses.select_related("content_type", "locale", "alias_of", "category").order_by("pk").first()
    if page is None or Page.objects.filter(path__in=paths_above(page), live=False).exists():
        return None
    return page


def find_catalog() -> CourseIndexPage | None:
    """The live catalog at `/courses/` of the only site, under a live home page; two queries, else None."""
    roots = {root.root_path for root in Site.get_site_root_paths()}
    if len(roots) != 1:
        return None
    indexes = CourseIndexPage.objects.filter(slug="courses", url_path=f"{roots.pop()}courses/", live=True)
    page = indexes.select_related("content_type", "locale", "alias_of").order_by("pk").first()
    if page is None or Page.objects.filter(path__in=paths_above(page), live=False).exists():
        return None
    return page


def paths_above(page: Page) -> list[str]:
    """Tree paths of the pages above `page`, the root of all left out."""
    return [page.path[:end] for end in range(2 * Page.steplen, len(page.path), Page.steplen)]
