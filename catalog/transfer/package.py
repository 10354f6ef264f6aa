"""What an archive says, once it has been judged: plain typed data that refers to nothing outside of it."""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from catalog.checks.material import stream_fields

from . import FORMAT, VERSION
from .archive import Archive
from .pages import PackedPage, dict_of, list_in, number_of, read_pages
from .refused import ArchiveRefused, damaged
from .shape import FILE_FIELDS, KINDS
from .streams import Keys, unpacked_stream

MAX_PEOPLE = 50
_SURROGATE = re.compile("[\ud800-\udfff\x00]")


@dataclass(frozen=True)
class PackedFile:
    """A file with what the library tells of it."""

    kind: str
    number: int
    path: str
    name: str
    fields: dict[str, Any]
    captions: int | None = None
    poster: str | None = None


@dataclass(frozen=True)
class PackedText:
    """A reusable text."""

    number: int
    title: str
    body: str


@dataclass(frozen=True)
class Package:
    """A course to be imported."""

    pages: tuple[PackedPage, ...]
    files: tuple[PackedFile, ...]
    texts: tuple[PackedText, ...]
    instructors: tuple[str, ...] = ()
    category: str = ""
    tags: tuple[str, ...] = field(default_factory=tuple)

    @property
    def course(self) -> PackedPage:
        return self.pages[0]

    def of_type(self, kind: str) -> list[PackedPage]:
        return [page for page in self.pages if page.type == kind]


def read_package(archive: Archive) -> Package:
    """The contents of `archive`. Raises ArchiveRefused for whatever is not as an export writes it."""
    manifest, course = archive.read_json("manifest.json"), archive.read_json("course.json")
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or not isinstance(course, dict):
        raise ArchiveRefused
    if manifest.get("version") != VERSION:
        raise ArchiveRefused("ARCHIVE_VERSION", _("This archive was written by another version of the site."))
    _refuse_odd_values([manifest, course])
    files = tuple(_file(row, archive) for row in list_in(manifest, "files"))
    texts = tuple(_text(row, number) for number, row in enumerate(list_in(manifest, "texts"), start=1))
    _check_files(files, archive)
    pages = read_pages(list_in(course, "pages"))
    keys = _numbers_as_keys(files, texts, pages)
    for page in pages:
        _check_references(page, keys)
    category = manifest.get("category")
    return Package(
        pages=pages,
        files=files,
        texts=texts,
        instructors=tuple(_emails(list_in(manifest, "instructors"))),
        category=str(category.get("slug", ""))[:80] if isinstance(category, dict) else "",
        tags=tuple(str(tag)[:100] for tag in list_in(manifest, "tags")[:MAX_PEOPLE] if str(tag).strip()),
    )


def _refuse_odd_values(data: Any) -> None:
    """No letters that a database cannot store and no numbers that are none."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, list):
            waiting += value
        elif (isinstance(value, str) and _SURROGATE.search(value)) or (
            isinstance(value, float) and not math.isfinite(value)
        ):
            raise damaged("characters")


def _file(row: Any, archive: Archive) -> PackedFile:
    row = dict_of(row, "files")
    kind, number, path = row.get("kind"), number_of(row.get("number"), "files"), row.get("path")
    if (
        not isinstance(kind, str)
        or kind not in KINDS
        or not isinstance(path, str)
        or not path.startswith(f"files/{kind}-{number}.")
    ):
        raise damaged("files")
    poster = row.get("poster")
    for name in (path, poster):
        if name is not None and (not isinstance(name, str) or name not in archive.names):
            raise damaged(str(name)[:100])
    given = str(row.get("name") or "")
    name = os.path.basename(given.replace("\\", "/"))
    if os.path.splitext(name)[1].lower() != os.path.splitext(path)[1]:
        name = os.path.basename(path)
    captions = row.get("captions")
    return PackedFile(
        kind=kind,
        number=number,
        path=path,
        name=name,
        fields={field: row.get(field) for field in FILE_FIELDS[kind] if row.get(field) is not None},
        captions=number_of(captions, "captions") if captions is not None else None,
        poster=poster,
    )


def _text(row: Any, number: int) -> PackedText:
    row = dict_of(row, "texts")
    if row.get("number") != number or not isinstance(row.get("body"), str):
        raise damaged("texts")
    return PackedText(number, str(row.get("title") or "")[:120], row["body"])


def _check_files(files: tuple[PackedFile, ...], archive: Archive) -> None:
    """Each file once, films with captions of this archive, and nothing in it that nobody names."""
    if len({(file.kind, file.number) for file in files}) != len(files):
        raise damaged("files")
    documents = {file.number: file for file in files if file.kind == "document"}
    for file in files:
        is_vtt = file.captions is None or documents.get(file.captions, file).path.endswith(".vtt")
        if not is_vtt:
            raise damaged("captions")
    named = {file.path for file in files} | {file.poster for file in files if file.poster}
    if archive.names - named - {"manifest.json", "course.json"}:
        raise damaged("files")


def _numbers_as_keys(files, texts, pages) -> Keys:
    keys = Keys()
    for file in files:
        keys.files[file.kind][file.number] = file.number
    keys.texts.update({text.number: text.number for text in texts})
    keys.pages.update({page.number: page.number for page in pages})
    return keys


def _check_references(page: PackedPage, keys: Keys) -> None:
    """Everything that the page refers to is in the archive, and every block is one that the page can have."""
    for name, block in stream_fields(page.model).items():
        unpacked_stream(block, page.streams.get(name, []), keys)
    wanted = [("image", page.image), ("media", page.video), *(("document", n) for n, _label in page.attachments)]
    for kind, number in wanted:
        if number is not None and number not in keys.files[kind]:
            raise damaged(f"{kind}:{number}")


def _emails(given: list) -> list[str]:
    found = []
    for address in given[:MAX_PEOPLE]:
        try:
            validate_email(address)
        except (ValidationError, TypeError):
            continue
        found.append(address)
    return found
