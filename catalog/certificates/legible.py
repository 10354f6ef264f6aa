"""Names and titles in letters that the certificate's fonts have."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from anyascii import anyascii

LONGEST_RUN = 28
"""Characters without a space after which a line may be broken."""
LONGEST_TEXT = 320
"""Characters that fit onto the sheet in its smallest type; more can only come from romanising."""
BREAK_HERE = "\u200b"


def legible(text: str) -> str:
    """`text` on one line, in Latin, Greek or Cyrillic letters, breakable everywhere a line needs it.

    Other scripts are romanised (王小明 becomes Wang Xiao Ming), pictures such as emoji left out, and runs
    without a space get invisible places to break. A text of which nothing is left becomes a dash; one
    longer than `LONGEST_TEXT` ends in an ellipsis.
    """
    composed = unicodedata.normalize("NFC", text)
    written = "".join(_written(character) for character in composed)
    line = " ".join(written.split()) or "—"
    short = line if len(line) <= LONGEST_TEXT else f"{line[:LONGEST_TEXT].rstrip()}…"
    return " ".join(_breakable(word) for word in short.split())


def _written(character: str) -> str:
    """The character itself, its romanisation, or nothing."""
    if character.isspace():
        return " "
    kind = unicodedata.category(character)
    if ord(character) in _coverage() and kind[0] != "C":
        return character
    if kind[0] not in "LNP":
        return ""
    latin = anyascii(character)
    return f" {latin} " if _is_syllable(character) else latin


def _is_syllable(character):
    """Whether the character is one of a script that writes a syllable or word with each sign."""
    return unicodedata.name(character, "").startswith(("CJK ", "HANGUL SYLLABLE"))


def _breakable(word):
    return BREAK_HERE.join(re.findall(f".{{1,{LONGEST_RUN}}}", word))


@cache
def _coverage() -> frozenset[int]:
    """Code points that the fonts have, from the list beside them."""
    ranges = (Path(__file__).parent / "fonts" / "coverage.txt").read_text().split()
    bounds = [(int(low, 16), int(high or low, 16)) for low, _, high in (item.partition("-") for item in ranges)]
    return frozenset(point for low, high in bounds for point in range(low, high + 1))
