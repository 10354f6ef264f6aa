"""What is known about everything that a course refers to, looked up for all its pages at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Model
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from catalog.blocks.raw import chosen, key_of
from catalog.models import CourseDocument, CourseImage, CourseMedia, ExternalLink, LessonPage, ReusableText

from .material import PageCopy
from .targets import Link, asked_address, links_in, links_of_html

# The views that answer with pages of the tree; every other address is the site's own.
PAGE_VIEW_NAMES = {"wagtail_serve", "read_catalog", "read_course", "read_lesson"}


@dataclass(frozen=True)
class FilmFacts:
    """A film or sound: what it is called and what helps to follow it."""

    title: str
    kind: str
    has_captions: bool
    has_transcript: bool


@dataclass(frozen=True)
class Facts:
    """Everything found; what is not in here does not exist."""

    keys: dict[type[Model], frozenset[int]] = field(default_factory=dict)
    films: dict[int, FilmFacts] = field(default_factory=dict)
    pages: dict[int, tuple[str, bool]] = field(default_factory=dict)  # key -> tree path, open to visitors
    addresses: dict[str, tuple[str, bool]] = field(default_factory=dict)  # the same by address
    links: dict[int, tuple[Link, ...]] = field(default_factory=dict)  # links by page of the course
    sites: dict[str, str] = field(default_factory=dict)  # state of links to other sites, by address asked for

    def has(self, model: type[Model], key: int) -> bool:
        """Does it exist? Models that nobody looked up count as there."""
        return model not in self.keys or key in self.keys[model]


def facts_about(pages: list[PageCopy]) -> Facts:
    """Look up what `pages` refer to; at most a dozen queries, however many pages."""
    wanted = _wanted(pages)
    texts = dict(ReusableText.objects.filter(pk__in=wanted.get(ReusableText, ())).values_list("pk", "body"))
    links = {page.id: tuple(_links(page, texts)) for page in pages}
    everything = [link for found in links.values() for link in found]
    documents = wanted.get(CourseDocument, set()) | _keys(everything, "document")
    targets, addresses = _pages(everything)
    films = _films(wanted.get(CourseMedia, set()))
    return Facts(
        keys={
            CourseImage: _existing(CourseImage, wanted.get(CourseImage, set())),
            CourseDocument: _existing(CourseDocument, documents),
            CourseMedia: frozenset(films),
            ReusableText: frozenset(texts),
        },
        films=films,
        pages=targets,
        addresses=addresses,
        links=links,
        sites=_sites(web_addresses(links.values())),
    )


def web_addresses(links: Iterable[Iterable[Link]]) -> set[str]:
    """The addresses of other sites among `links`, in the form in which they are asked for."""
    found = {asked_address(link.target) for group in links for link in group if link.kind == "web"}
    return found - {""}


def _sites(addresses: set[str]) -> dict[str, str]:
    if not addresses:
        return {}
    return dict(ExternalLink.objects.filter(url__in=addresses).values_list("url", "state"))


def _wanted(pages: list[PageCopy]) -> dict[type[Model], set[int]]:
    wanted: dict[type[Model], set[int]] = {}
    for page in pages:
        for leaf in page.leaves:
            if found := chosen(leaf):
                wanted.setdefault(found[0], set()).add(found[1])
        if page.model is LessonPage:
            video = key_of(page.fields.get("video"))
            wanted.setdefault(CourseMedia, set()).update({video} if video else ())
            rows = page.fields.get("attachments") or []
            keys = {key_of(row.get("document")) for row in rows} - {None}
            wanted.setdefault(CourseDocument, set()).update(key for key in keys if key)
    return wanted


def _links(page: PageCopy, texts: dict[int, str]) -> Iterable[Link]:
    yield from links_in(page.leaves)
    for leaf in page.leaves:
        found = chosen(leaf)
        if found and found[0] is ReusableText and found[1] in texts:
            yield from links_of_html(texts[found[1]], leaf.top_id)


def _keys(links: list[Link], kind: str) -> set[int]:
    return {int(link.target) for link in links if link.kind == kind and link.target.isdecimal()}


def _existing(model: type[Model], keys: set[int]) -> frozenset[int]:
    return frozenset(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True)) if keys else frozenset()


def _films(keys: set[int]) -> dict[int, FilmFacts]:
    rows = CourseMedia.objects.filter(pk__in=keys).values_list("pk", "title", "type", "captions", "transcript")
    return {pk: FilmFacts(title, kind, bool(captions), bool(text.strip())) for pk, title, kind, captions, text in rows}


def _pages(links: list[Link]) -> tuple[dict[int, tuple[str, bool]], dict[str, tuple[str, bool]]]:
    keys = _keys(links, "page")
    paths = {link.target for link in links if link.kind == "path"}
    if not keys and not paths:
        return {}, {}
    own = {path for path in paths if not is_page_address(path)}
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    root = site.root_page.url_path.rstrip("/") if site else ""
    by_url_path = {f"{root}/{path.strip('/')}/".replace("//", "/"): path for path in paths - own}
    rows = list(Page.objects.filter(pk__in=keys).values_list("pk", "path", "url_path"))
    rows += Page.objects.filter(url_path__in=by_url_path).exclude(pk__in=keys).values_list("pk", "path", "url_path")
    closed = _closed([path for _pk, path, _url in rows])
    targets = {pk: (path, path not in closed) for pk, path, _url in rows}
    addresses = {by_url_path[url]: targets[pk] for pk, _path, url in rows if url in by_url_path}
    return targets, dict.fromkeys(own | _redirected(paths - own - set(addresses)), ("", True)) | addresses


def is_page_address(path: str) -> bool:
    """Is `path` answered by a page of the tree, if at all (and not by a view of the site)?"""
    try:
        return resolve(path).url_name in PAGE_VIEW_NAMES
    except Resolver404:
        return True


def _closed(paths: list[str]) -> set[str]:
    """Those of the tree paths that are not live, or lie below a page that is not."""
    above = {path: {path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)} for path in paths}
    wanted = set().union(*above.values())
    hidden = set(Page.objects.filter(path__in=wanted, live=False).values_list("path", flat=True)) if wanted else set()
    return {path for path, line in above.items() if line & hidden}


def _redirected(paths: set[str]) -> set[str]:
    normal = {Redirect.normalise_path(path): path for path in paths}
    found = Redirect.objects.filter(old_path__in=normal).values_list("old_path", flat=True) if normal else ()
    return {normal[path] for path in found}
