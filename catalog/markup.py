"""What people may write as rich text in a block, and how it is made harmless.

Wagtail's editor cleans what passes through its form; imports, scripts and restored revisions do not pass
there. So every rich text of a block is cleaned when its value is made, whatever it was made from.
"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import nh3

# The editor's buttons. Headings, pictures, films and files are blocks of their own, where they carry
# captions, alt text and signed addresses; a link to a private document would have none.
RICH_TEXT_FEATURES = [
    "bold",
    "italic",
    "code",
    "strikethrough",
    "superscript",
    "subscript",
    "link",
    "ol",
    "ul",
]
LINK_SCHEMES = {"http", "https", "mailto", "tel"}

_TAGS = {"p", "br", "b", "strong", "i", "em", "code", "s", "del", "sup", "sub", "a", "ol", "ul", "li"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    # `linktype` and `id` are how Wagtail stores a link to a page; `data-block-key` ties comments to text.
    attributes={"p": {"data-block-key"}, "li": {"data-block-key"}, "a": {"href", "linktype", "id"}},
    url_schemes=LINK_SCHEMES,
    link_rel=None,
)


def clean_rich_text(html: str) -> str:
    """Return `html` with nothing but the tags, attributes and address schemes that blocks allow.

    Accepts Wagtail's stored form and displayed HTML alike; cleaning twice changes nothing more.
    """
    # Wagtail's editor reads XHTML: it fails to open a text with a line break that is not closed.
    return _CLEANER.clean(html).replace("<br>", "<br/>") if html else ""


def absolute_links(html: str, base_url: str | None) -> str:
    """Return cleaned `html` whose links work outside the site: relative addresses get `base_url` in front.

    Links to a place on the same page (`#…`) stay. Without a base address all links stay as they are.
    """
    if not base_url or not html:
        return html
    return nh3.Cleaner(
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes=LINK_SCHEMES,
        link_rel=None,
        url_relative=lambda url: url if url.startswith("#") else urljoin(base_url, url),
    ).clean(html)


def safe_link(url: str | None) -> str:
    """Return `url` when it is a complete http or https address, else an empty string."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""
