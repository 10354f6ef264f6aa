"""Cached pages with holes: the part of a page that is the same for everybody, kept ready.

A shell is the page's ordinary template rendered once, with a marker wherever something depends
on the person. It is split at the markers and cached; a request only fills the holes and joins.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# Nobody can guess it: an author who types a marker into a lesson gets no address of a file that way.
# It lives from the render to the split, which happen in one process.
_KEY = secrets.token_hex(8)
MARKER = re.compile(f"\x02{_KEY}:([a-z_]+)(?::(\\d+))?\x03")


@dataclass(frozen=True, slots=True)
class Shell:
    """`texts` and `holes` alternate: text, hole, text, …, text. A hole is (name, argument).

    `versions` holds the numbers under which it was rendered: it is void as soon as one has grown.
    `about` is what the holes need to know of the page beside the person, as plain data.
    """

    texts: tuple[str, ...]
    holes: tuple[tuple[str, int | None], ...]
    versions: dict[str, int]
    about: Any = None

    @property
    def size(self) -> int:
        """Bytes in memory, roughly."""
        return sum(map(len, self.texts)) + 150 * len(self.holes) + getattr(self.about, "size", 0)

    def fill(self, filler: Callable[[str, int | None], str]) -> str:
        """The whole page; `filler` gives the text of each hole."""
        parts = [self.texts[0]]
        for (name, argument), text in zip(self.holes, self.texts[1:], strict=True):
            parts.append(filler(name, argument))
            parts.append(text)
        return "".join(parts)


def marker(name: str, argument: int | None = None) -> str:
    """What a template leaves behind where a hole will be."""
    return f"\x02{_KEY}:{name}\x03" if argument is None else f"\x02{_KEY}:{name}:{argument}\x03"


def split(html: str) -> tuple[tuple[str, ...], tuple[tuple[str, int | None], ...]]:
    """Cut rendered HTML at its markers."""
    pieces = MARKER.split(html)
    texts = tuple(pieces[0::3])
    holes = tuple(
        (name, int(argument) if argument else None) for name, argument in zip(pieces[1::3], pieces[2::3], strict=True)
    )
    return texts, holes
