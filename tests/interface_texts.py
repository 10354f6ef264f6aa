"""What a rendered page says to people: its text, and the attributes that are read out or shown."""

from html.parser import HTMLParser

SPOKEN = frozenset({"aria-label", "aria-description", "aria-roledescription", "alt", "placeholder", "title"})
SILENT = frozenset({"script", "style", "code", "kbd", "math"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
BLURBS = frozenset({"description", "og:description", "og:title", "og:site_name"})


def texts_of(html: str) -> set[str]:
    """Every text of the page, with single spaces; not what is marked as another language with `lang`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return {text for text in (" ".join(piece.split()) for piece in reader.pieces) if any(map(str.isalpha, text))}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.pieces: list[str] = []
        self.muted: list[bool] = []

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        muted = tag in SILENT or (tag != "html" and "lang" in given)
        if not (muted or any(self.muted)):
            self.pieces += _spoken(tag, given)
        if tag not in VOID:
            self.muted.append(muted)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.muted.pop()

    def handle_endtag(self, tag):
        if tag not in VOID and self.muted:
            self.muted.pop()

    def handle_data(self, data):
        if not any(self.muted):
            self.pieces.append(data)


def _spoken(tag: str, given: dict[str, str]) -> list[str]:
    """The values of attributes that people hear or see; the page's scripts show those of `data-…label`."""
    said = [value for name, value in given.items() if name in SPOKEN or (name.startswith("data-") and " " in value)]
    if tag == "meta" and given.get("name", given.get("property")) in BLURBS:
        said.append(given["content"])
    if tag == "input" and given.get("type") in {"submit", "button", "reset"}:
        said.append(given["value"])
    return said
