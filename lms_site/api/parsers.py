"""Reading bodies: JSON, and nothing that makes whoever reads it stumble later."""

import json
import math
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.parsers import JSONParser

DEEPEST = 50
LARGEST_INTEGER = 2**63 - 1


class StrictJSONParser(JSONParser):
    """UTF-8 and finite: no NaN, no number beyond 64 bits, no NUL, no half of a character, at most 50 levels.

    What databases and the renderer of the answer cannot take is a mistake of the caller (400).
    """

    def parse(self, stream, media_type=None, parser_context=None) -> Any:
        try:
            text = stream.read().decode()
            data = json.loads(text, parse_float=_finite, parse_int=_in_64_bits, parse_constant=_finite)
        except (ValueError, RecursionError) as error:
            raise ParseError from error
        for path, word in words_of(data):
            _check(path, word)
        return data


def words_of(data: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text and every name in `data`, with where it stands; ParseError when that is nested too deeply."""
    if len(path) > DEEPEST:
        raise ParseError
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield path, name
            yield from words_of(value, (*path, name))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from words_of(value, (*path, str(number)))


def _check(path: tuple[str, ...], word: str) -> None:
    if word.isascii() and "\0" not in word:
        return
    if "\0" in word:
        place = ".".join(path)[:200].replace("\0", "")
        raise ValidationError({place or "non_field_errors": [_("Null characters are not allowed.")]})
    try:
        word.encode()
    except UnicodeEncodeError as error:
        raise ParseError from error


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(number)
    return value


def _in_64_bits(digits: str) -> int:
    number = int(digits)
    if abs(number) > LARGEST_INTEGER:
        raise ValueError(digits)
    return number
