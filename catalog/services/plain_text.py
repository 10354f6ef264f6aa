"""Plain text that people write: cleaned once, before it is kept. Templates escape it."""

import re
import unicodedata

from catalog.errors import TextMissing, TextTooLong

BLANK_LINES = re.compile(r"\n{3,}")


def clean_text(text: str, *, longest: int) -> str:
    """Without control characters and blanks around, lines ended alike, at most one empty line in a row.

    Raises TextMissing when nothing is left, TextTooLong beyond `longest` letters.
    """
    if len(text) > 4 * longest:
        raise TextTooLong
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs"))
    text = BLANK_LINES.sub("\n\n", text).strip()
    if not text:
        raise TextMissing
    if len(text) > longest:
        raise TextTooLong
    return text
