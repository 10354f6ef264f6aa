"""What a rendered page says to people: its text, and the attributes that are read out or shown."""

from html.parser import HTMLParser

SPOKEN = frozenset({"aria-label", "aria-description", "aria-roledescription", "alt", "placeholder", "title"})
SILENT = frozenset({"script", "style", "code", "kbd", "math"})
BLURBS = frozenset({"description", "og:description", "og:title", "og:site_name"})


def texts_of(html: str) -> set[str]:
    """Every text of the page, with single spaces; what has no letters is left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return {text for text in (" ".join(piece.split()) for piece in reader.pieces) if any(map(str.isalpha, text))}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        if not self.silent:
            self.pieces += _spoken(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT

    def handle_data(self, data):
        if not self.silent:
            self.pieces.append(data)


def _spoken(tag: str, given: dict[str, str]) -> list[str]:
    """The values of attributes that people hear or see; scripts show those of `data-…`, if they are words."""
    said = [value for name, value in given.items() if name in SPOKEN or (name.startswith("data-") and " " in value)]
    if tag == "meta" and given.get("name", given.get("property")) in BLURBS:
        said.append(given["content"])
    if tag == "input" and given.get("type") in {"submit", "button", "reset"}:
        said.append(given["value"])
    return said
