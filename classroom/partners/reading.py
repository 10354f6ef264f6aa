"""What partners say, read without trust: each value has the type that it ought to have, or nothing is read."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from .base import PartnerUnavailable


class Unreadable(ValueError):
    """A value is missing, or not what it ought to be."""


@contextmanager
def sense_expected() -> Iterator[None]:
    """An answer that cannot be read is as good as none: raises PartnerUnavailable in its place."""
    try:
        yield
    except Unreadable as error:
        raise PartnerUnavailable("nonsense") from error


def mapping(value: Any) -> Mapping[str, Any]:
    """`value`, which is an object; nothing counts as an empty one."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise Unreadable("not an object")
    return value


def objects(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The objects that stand there; none where nothing does."""
    rows = data.get(name)
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise Unreadable(name)
    return [mapping(row) for row in rows]


def text(data: Mapping[str, Any], name: str, longest: int = 200) -> str:
    """A text that our columns can hold, also where it is told as a number; "" where there is none."""
    value = data.get(name)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        raise Unreadable(name)
    return value


def required(data: Mapping[str, Any], name: str, longest: int = 200) -> str:
    """A text that must be there."""
    value = text(data, name, longest)
    if not value:
        raise Unreadable(name)
    return value


def address(data: Mapping[str, Any], name: str, longest: int = 1000) -> str:
    """A web address to which people may be sent."""
    value = required(data, name, longest)
    parts = urlsplit(value)
    if parts.scheme not in ("https", "http") or not parts.netloc:
        raise Unreadable(name)
    return value


def moment(data: Mapping[str, Any], name: str) -> datetime | None:
    """A moment as ISO writes it; None where there is none."""
    value = text(data, name, 40)
    if not value:
        return None
    try:
        read = datetime.fromisoformat(value)
    except ValueError as error:
        raise Unreadable(name) from error
    return read if read.tzinfo else read.replace(tzinfo=UTC)
