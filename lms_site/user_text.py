"""Text that people write as markdown: made into HTML once, harmless when it is kept and again when it is shown.

Raw HTML is shown as it was typed. Pictures become links: one from another site would tell that site who reads.
"""

import nh3
from django.conf import settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

SCHEMES = {"http", "https", "mailto"}
# Under the headings of the page that the text stands on.
HEADINGS_BEGIN_AT = 4
DEEPEST_HEADING = 6

_TAGS = {
    *("p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "a"),
    *("ul", "ol", "li", "h4", "h5", "h6"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}  # fmt: skip
_RULES = {"tags": _TAGS, "attributes": {"a": {"href"}, "ol": {"start"}}, "url_schemes": SCHEMES}
_CLEANER = nh3.Cleaner(**_RULES, link_rel="nofollow noopener")
_MARKDOWN = MarkdownIt("js-default", {"linkify": True}).disable("image")
# Whole addresses alone: `main.py` is a file, though .py is a country.
_MARKDOWN.linkify.set({"fuzzy_link": False, "fuzzy_email": False})


def markdown_html(text: str) -> str:
    """Markdown as harmless HTML; its headings begin at the fourth level."""
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        _lower_heading(token)
    return clean_html(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def clean_html(html: str) -> str:
    """HTML of `markdown_html` with nothing but what that makes; cleaning twice changes nothing more."""
    return _CLEANER.clean(html)


def clean_html_for_mail(html: str) -> str:
    """As `clean_html`, with links that lead back to the site from anywhere."""
    base = f"{settings.SITE_URL}/"
    return nh3.Cleaner(**_RULES, link_rel=None, url_relative=("rewrite_with_base", base)).clean(html)


def _lower_heading(token: Token) -> None:
    if token.type in ("heading_open", "heading_close"):
        level = int(token.tag[1:]) + HEADINGS_BEGIN_AT - 1
        token.tag = f"h{min(level, DEEPEST_HEADING)}"
