"""Links in rich text, on the way out and on the way in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from html.parser import HTMLParser

import nh3

from catalog.markup import LINK_SCHEMES

from .refused import damaged

# What a link to a page or a document becomes: an address, or None when the link is left out.
Outward = Callable[[str, str], str | None]
_REFERENCE = re.compile(r'<a href="(page|document):([^"]*)">')
_CLEANER = nh3.Cleaner(
    tags={"p", "br", "b", "strong", "i", "em", "code", "s", "del", "sup", "sub", "a", "ol", "ul", "li"},
    # No `linktype`, no `id`: whatever refers to a row of a database is gone after this.
    attributes={"p": {"data-block-key"}, "li": {"data-block-key"}, "a": {"href"}},
    url_schemes=LINK_SCHEMES | {"page", "document"},
    link_rel=None,
)


class _Rewriter(HTMLParser):
    """Writes the same text again with other links."""

    def __init__(self, outward: Outward) -> None:
        super().__init__(convert_charrefs=False)
        self._outward = outward
        self._dropped = 0
        self.written: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("linktype") in {"page", "document"}:
            address = self._outward(given["linktype"] or "", given.get("id") or "")
            self._dropped += address is None
            self.written.append(f'<a href="{escape(address)}">' if address is not None else "")
            return
        self.written.append(f"<{tag}{''.join(_attribute(*pair) for pair in attrs)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.written.append(f"<{tag}{''.join(_attribute(*pair) for pair in attrs)}/>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._dropped:
            self._dropped -= 1
            return
        self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.written.append(data)

    def handle_entityref(self, name: str) -> None:
        self.written.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.written.append(f"&#{name};")


def _attribute(name: str, value: str | None) -> str:
    return f' {name}="{escape(value or "")}"'


def packed_html(html: str, outward: Outward) -> str:
    """Rich text as stored, with links to pages and documents as addresses that hold outside this database."""
    if "linktype" not in html:
        return html
    rewriter = _Rewriter(outward)
    rewriter.feed(html)
    rewriter.close()
    return "".join(rewriter.written)


def unpacked_html(html: str, pages: Mapping[int, int], documents: Mapping[int, int]) -> str:
    """Rich text of an archive, cleaned, with its numbers turned into keys. Raises ArchiveRefused for unknown ones."""
    keys = {"page": pages, "document": documents}

    def link(found: re.Match[str]) -> str:
        kind, number = found.group(1), found.group(2)
        if not number.isascii() or not number.isdigit() or int(number[:9]) not in keys[kind]:
            raise damaged(f"{kind}:{number}"[:40])
        return f'<a linktype="{kind}" id="{keys[kind][int(number)]}">'

    # After cleaning, `<a href="page:` can only be a tag: in texts `<` is escaped, in attributes `"` is.
    return _REFERENCE.sub(link, _CLEANER.clean(html)).replace("<br>", "<br/>")
