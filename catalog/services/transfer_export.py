"""Writing a course into a zip."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from contextlib import ExitStack
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from catalog.models import CourseDocument, CoursePage
from catalog.transfer import FORMAT, VERSION
from catalog.transfer.packing import Packing
from catalog.transfer.shape import FILE_FIELDS, KINDS

CHUNK = 256 * 1024


def export_course(course: CoursePage, *, drafts: bool = True) -> IO[bytes]:
    """A temporary file with the course as a zip, at its beginning; whoever asks closes it.

    Holds the latest drafts of all pages, or (`drafts=False`) what is live, with every image, document
    and film in them. Files that are missing in the storage are left out. Links to pages elsewhere become
    plain addresses. Learners and their records are no part of it.
    """
    packing = Packing(course, drafts)
    with ExitStack() as unless_done:
        target = unless_done.enter_context(tempfile.TemporaryFile(suffix=".zip"))
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            _write_everything(archive, packing)
        target.seek(0)
        unless_done.pop_all()
    return target


def _write_everything(archive: zipfile.ZipFile, packing: Packing) -> None:
    files = [entry for number, found in packing.files() if (entry := _add_file(archive, number, found, packing))]
    pages = packing.pages()
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": timezone.now(),
        "site": settings.SITE_URL,
        "title": pages[0]["fields"]["title"],
        "files": files,
        **packing.surroundings(),
    }
    for name, data in (("course.json", {"pages": pages}), ("manifest.json", manifest)):
        archive.writestr(name, json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))


def _add_file(archive: zipfile.ZipFile, number: int, found: Any, packing: Packing) -> dict[str, Any] | None:
    """Write a file and return what the manifest tells of it; None when the storage has lost it."""
    kind, model = next((name, model) for name, model in KINDS.items() if isinstance(found, model))
    path = _write(archive, f"files/{kind}-{number}", found.file)
    if path is None:
        packing.lost.add((model, found.pk))
        return None
    entry = {"kind": kind, "number": number, "path": path, "name": os.path.basename(found.file.name)}
    entry |= {name: getattr(found, name) for name in FILE_FIELDS[kind]}
    if kind == "media":
        entry["captions"] = packing.number_of(CourseDocument, found.captions_id)
        entry["poster"] = _write(archive, f"files/poster-{number}", found.thumbnail) if found.thumbnail else None
    return entry


def _write(archive: zipfile.ZipFile, stem: str, stored: Any) -> str | None:
    """Copy a stored file piece by piece; None when the storage has lost it."""
    extension = os.path.splitext(stored.name)[1].lower().lstrip(".") or "bin"
    entry = zipfile.ZipInfo(f"{stem}.{extension}", date_time=timezone.now().timetuple()[:6])
    entry.compress_type = zipfile.ZIP_STORED
    try:
        with stored.storage.open(stored.name) as source, archive.open(entry, "w", force_zip64=True) as target:
            for piece in File(source).chunks(CHUNK):
                target.write(piece)
    except FileNotFoundError:
        return None
    return entry.filename
