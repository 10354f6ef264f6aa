"""The pages of an archive, each judged by the rules of its own model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import PositiveSmallIntegerField
from wagtail.models import Page

from catalog.checks.material import stream_fields

from .refused import ArchiveRefused, damaged
from .shape import FIELDS, PAGE_TYPES, PARENTS

MAX_PAGES = 1500
MAX_SMALL, MAX_BIG = 32_767, 10**12


@dataclass(frozen=True)
class PackedPage:
    """A page; `parent` is the number of the page above, 0 for the course."""

    number: int
    type: str
    parent: int
    fields: dict[str, Any]
    streams: dict[str, list]
    image: int | None = None
    video: int | None = None
    attachments: tuple[tuple[int, str], ...] = ()

    @property
    def model(self) -> type[Page]:
        return PAGE_TYPES[self.type]


def list_in(data: dict[str, Any], name: str) -> list:
    """The list under `name`, or an empty one."""
    found = data.get(name) or []
    if not isinstance(found, list) or len(found) > MAX_PAGES:
        raise damaged(name)
    return found


def dict_of(value: Any, what: str) -> dict[str, Any]:
    """`value`, if it is a mapping."""
    if not isinstance(value, dict):
        raise damaged(what)
    return value


def number_of(value: Any, what: str) -> int:
    """`value`, if it is a number that an archive can use."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 100_000:
        raise damaged(what)
    return value


def read_pages(rows: list) -> tuple[PackedPage, ...]:
    """The pages in order, the course first and each below its parent. Raises ArchiveRefused."""
    pages: list[PackedPage] = []
    for number, row in enumerate(rows, start=1):
        page = _page(dict_of(row, "pages"), number)
        wanted = PARENTS[page.type]
        above = pages[page.parent - 1].type if 0 < page.parent < number else None
        if above != wanted or (page.parent == 0) != (number == 1):
            raise damaged(f"pages: {number}")
        pages.append(page)
    if not pages:
        raise ArchiveRefused
    return tuple(pages)


def _page(row: dict[str, Any], number: int) -> PackedPage:
    kind = row.get("type")
    if not isinstance(kind, str) or kind not in PAGE_TYPES or row.get("number") != number:
        raise damaged(f"pages: {str(kind)[:40]}")
    streams = dict_of(row.get("streams", {}), "streams")
    if set(streams) - set(stream_fields(PAGE_TYPES[kind])) or not all(isinstance(s, list) for s in streams.values()):
        raise damaged("streams")
    rows = [dict_of(entry, "attachments") for entry in list_in(row, "attachments")]
    return PackedPage(
        number=number,
        type=kind,
        parent=number_of(row.get("parent"), "pages"),
        fields=_fields(kind, dict_of(row.get("fields"), "fields")),
        streams=streams,
        image=number_of(row["image"], "image") if row.get("image") is not None else None,
        video=number_of(row["video"], "video") if row.get("video") is not None else None,
        attachments=tuple(
            (number_of(entry.get("document"), "attachments"), str(entry.get("label") or "")[:120]) for entry in rows
        ),
    )


def _fields(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    """The plain fields, each judged by the model's own rules; slugs are made anew where they must be."""
    cleaned = {}
    for name in FIELDS[kind]:
        if given.get(name) is None:
            continue
        if name == "slug":
            cleaned[name] = str(given[name])[:255]
            continue
        try:
            cleaned[name] = _cleaned(PAGE_TYPES[kind]._meta.get_field(name), given[name])
        except (ValidationError, TypeError, ValueError, OverflowError) as error:
            raise damaged(f"{kind}: {name}") from error
    if not cleaned.get("title"):
        raise damaged(f"{kind}: title")
    return cleaned


def _cleaned(field: Any, value: Any) -> Any:
    """`value` as `field` takes it; numbers within what every database holds."""
    cleaned = field.clean(value, None)
    if isinstance(cleaned, int) and cleaned > (MAX_SMALL if isinstance(field, PositiveSmallIntegerField) else MAX_BIG):
        raise ValueError(cleaned)
    return cleaned
