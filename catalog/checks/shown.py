"""Rules about what is shown and linked: descriptions, captions, files that are gone, links that lead nowhere.

Colours need no rule: authors cannot set any. Text in tables, boxes and code takes its colours from the
design, whose contrast is tested with the pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalog.blocks.raw import Leaf, chosen, key_of, stored_blocks
from catalog.models import CourseDocument, CourseMedia, LessonPage

from .facts import Facts
from .finding import Note
from .material import PageCopy
from .targets import Link, asked_address

# What the state of a link to another site means for its page.
SITE_CODES = {"dead": "dead_external_link", "private": "private_external_link"}


def pictures_described(page: PageCopy, facts: Facts) -> Iterator[Note]:
    """An image has a description, or is only decoration."""
    for _name, _block, raw in page.streams():
        for part in stored_blocks(raw):
            value = part.get("value")
            if part["type"] != "image" or not isinstance(value, dict) or value.get("is_decorative"):
                continue
            if not str(value.get("alt") or "").strip():
                yield Note("no_alt", page.id, page.title, str(part.get("id") or ""))


def films_followed(page: PageCopy, facts: Facts) -> Iterator[Note]:
    """An uploaded film has captions (or, where nobody speaks, a transcript); a sound has a transcript."""
    if page.model is not LessonPage:
        return
    key = key_of(page.fields.get("video"))
    if key:
        yield from _film(page, facts, key, "", {})
    for part in stored_blocks(page.fields.get("body")):
        value = part.get("value")
        if part["type"] in {"video", "audio"} and isinstance(value, dict):
            key = key_of(value.get("media"))
            if key:
                yield from _film(page, facts, key, str(part.get("id") or ""), value)


def _film(page: PageCopy, facts: Facts, key: int, block_id: str, value: dict) -> Iterator[Note]:
    film = facts.films.get(key)
    if film is None:
        return
    own_captions = key_of(value.get("captions"))
    has_captions = film.has_captions or bool(own_captions and facts.has(CourseDocument, own_captions))
    has_transcript = film.has_transcript or bool(str(value.get("transcript") or "").strip())
    name = {"name": str(value.get("title") or "") or film.title}
    if film.kind == "audio":
        if not has_transcript:
            yield Note("no_transcript", page.id, page.title, block_id, name)
    elif not has_captions:
        code = "captions_wanted" if has_transcript else "no_captions"
        yield Note(code, page.id, page.title, block_id, name)


def files_there(page: PageCopy, facts: Facts) -> Iterator[Note]:
    """What was chosen still exists."""
    gone = [leaf.top_id for leaf in page.leaves if _is_gone(leaf, facts)]
    for block_id in dict.fromkeys(gone):
        yield Note("missing_file", page.id, page.title, block_id)
    video = key_of(page.fields.get("video"))
    rows = page.fields.get("attachments") or []
    documents = [key_of(row.get("document")) for row in rows]
    lost_video = page.model is LessonPage and video and not facts.has(CourseMedia, video)
    if lost_video or any(key and not facts.has(CourseDocument, key) for key in documents):
        yield Note("missing_file", page.id, page.title)


def _is_gone(leaf: Leaf, facts: Facts) -> bool:
    found = chosen(leaf)
    if found:
        return not facts.has(*found)
    is_needed = hasattr(leaf.block, "model_class") and leaf.block.required
    # An empty chooser in a block that is nothing without it: its file has been deleted, or was never chosen.
    return is_needed and not leaf.value


def links_lead_somewhere(page: PageCopy, facts: Facts) -> Iterator[Note]:
    """A link within the site leads to a page that visitors can open, or to one that is published with it."""
    told = set()
    for link in facts.links.get(page.id, ()):
        code = _judged(link, page, facts)
        if code and (code, link) not in told:
            told.add((code, link))
            details = {} if code == "missing_file" else {"target": _name(link)}
            yield Note(code, page.id, page.title, link.block_id, details)


def _judged(link: Link, page: PageCopy, facts: Facts) -> str:
    if link.kind == "document":
        is_there = link.target.isdecimal() and facts.has(CourseDocument, int(link.target))
        return "" if is_there else "missing_file"
    if link.kind == "page":
        found = facts.pages.get(int(link.target)) if link.target.isdecimal() else None
    elif link.kind == "path":
        found = facts.addresses.get(link.target)
    else:
        return SITE_CODES.get(facts.sites.get(asked_address(link.target), ""), "")
    if found is None:
        return "dead_page_link"
    path, is_open = found
    return "" if is_open or path.startswith(page.course_path) else "hidden_page_link"


def _name(link: Link) -> str:
    return f"#{link.target}" if link.kind == "page" else link.target


RULES = (pictures_described, films_followed, files_there, links_lead_somewhere)
