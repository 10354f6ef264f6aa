"""The links of a page: where they lead, and how a program asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from django.conf import settings
from wagtail.blocks import RichTextBlock, URLBlock

from catalog.blocks.raw import Leaf
from catalog.embeds import find_embed


@dataclass(frozen=True)
class Link:
    """A link: to a page or document by number, or to an address; `block_id` is where it stands."""

    kind: str  # "page", "document", "path" (of this site), "web"
    target: str
    block_id: str = ""


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append({name: value or "" for name, value in attrs})


def links_in(leaves: Iterable[Leaf]) -> Iterator[Link]:
    """Every link of a page, in order; films that a player is known for are none."""
    for leaf in leaves:
        if isinstance(leaf.block, RichTextBlock):
            yield from links_of_html(str(leaf.value or ""), leaf.top_id)
        elif isinstance(leaf.block, URLBlock) and leaf.value and find_embed(str(leaf.value)) is None:
            yield from _address(str(leaf.value), leaf.top_id)


def links_of_html(html: str, block_id: str = "") -> Iterator[Link]:
    """The links of a rich text as Wagtail stores it."""
    if "<a" not in html:
        return
    parser = _Anchors()
    parser.feed(html)
    for anchor in parser.found:
        if anchor.get("linktype") in {"page", "document"}:
            yield Link(anchor["linktype"], anchor.get("id", ""), block_id)
        elif anchor.get("href"):
            yield from _address(anchor["href"], block_id)


def _address(address: str, block_id: str) -> Iterator[Link]:
    try:
        parts = urlsplit(address.strip())
        own = urlsplit(settings.SITE_URL)
    except ValueError:
        return
    is_own = (parts.scheme, parts.netloc) == (own.scheme, own.netloc)
    if (is_own or not (parts.scheme or parts.netloc)) and parts.path:
        yield Link("path", unquote(parts.path), block_id)
    elif parts.scheme in {"http", "https"} and parts.netloc and not is_own:
        yield Link("web", address.strip(), block_id)


MAX_ADDRESS = 1000
_KEPT = "%/:=&?~#+!$,;'@()*[]"


def asked_address(url: str) -> str:
    """The address as a program asks for it: plain ASCII, no place on the page; empty for what nobody can ask for."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        return ""
    if not host or parts.scheme not in {"http", "https"}:
        return ""
    netloc = f"[{host}]" if ":" in host else host
    netloc += f":{port}" if port else ""
    asked = urlunsplit((parts.scheme, netloc, quote(parts.path or "/", _KEPT), quote(parts.query, _KEPT), ""))
    return asked if len(asked) <= MAX_ADDRESS else ""
