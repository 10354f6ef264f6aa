"""What a rendered page says to people: its text, and the attributes that are read out or shown."""

from html.parser import HTMLParser

SPOKEN = frozenset({"aria-label", "aria-description", "aria-roledescription", "alt", "placeholder", "title"})
SILENT = frozenset({"script", "style", "code", "kbd", "math"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
BLURBS = frozenset({"description", "og:description", "og:title", "og:site_name"})


def texts_of(html: str) -> set[str]:
    """Every text of the page, with single spaces; what has no letters is left out."""
    return {text for text, _language in _read(html)}


def texts_marked(html: str, language: str) -> set[str]:
    """The texts that the page says are in this language, by the nearest `lang` around them."""
    return {text for text, marked in _read(html) if marked == language}


def _read(html: str) -> set[tuple[str, str]]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    pieces = ((" ".join(text.split()), language) for text, language in reader.pieces)
    return {(text, language) for text, language in pieces if any(map(str.isalpha, text))}


class _Reader(HTMLParser):
    """Collects texts with the language of the element that they stand in."""

    def __init__(self):
        super().__init__()
        self.pieces: list[tuple[str, str]] = []
        self.open: list[tuple[bool, str]] = [(False, "")]

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        silent, language = self.open[-1]
        silent, language = silent or tag in SILENT, given.get("lang", language)
        if not silent:
            self.pieces += [(text, language) for text in _spoken(tag, given)]
        if tag not in VOID:
            self.open.append((silent, language))

    def handle_endtag(self, tag):
        if tag not in VOID and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data):
        silent, language = self.open[-1]
        if not silent:
            self.pieces.append((data, language))


def _spoken(tag: str, given: dict[str, str]) -> list[str]:
    """The values of attributes that people hear or see; scripts show those of `data-…`, if they are words."""
    said = [value for name, value in given.items() if name in SPOKEN or (name.startswith("data-") and " " in value)]
    if tag == "meta" and given.get("name", given.get("property")) in BLURBS:
        said.append(given["content"])
    if tag == "input" and given.get("type") in {"submit", "button", "reset"}:
        said.append(given["value"])
    return said
