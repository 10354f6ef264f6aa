"""Storing the files of an archive, judged like every upload."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files import File
from django.core.files.images import ImageFile
from django.core.files.storage import Storage
from django.utils.text import get_valid_filename
from wagtail.images.fields import WagtailImageField
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from catalog.models import CourseDocument, CourseImage, CourseMedia
from catalog.transfer.archive import Archive
from catalog.transfer.package import PackedFile
from catalog.transfer.refused import ArchiveRefused, damaged, too_large

# Films name their captions, so documents come first.
ORDER = ("document", "image", "media")
MAX_STEM = 80


class StoredFiles:
    """Remembers what was written to storages, which no rollback undoes."""

    def __init__(self) -> None:
        self._written: list[tuple[Storage, str]] = []

    def note(self, stored: Any) -> None:
        """Remember a field file that has been written."""
        self._written.append((stored.storage, stored.name))

    def remove(self) -> None:
        """Delete everything that was noted."""
        for storage, name in self._written:
            storage.delete(name)


class FileImport:
    """The files of one archive: written to the storages first, entered into the database later.

    A storage may be far away, so nothing is written to it while a transaction is open.
    """

    def __init__(self, archive: Archive, *, author, stored: StoredFiles) -> None:
        self._archive, self._author, self._stored = archive, author, stored
        self._written: list[tuple[PackedFile, Any]] = []

    def write(self, files: Iterable[PackedFile]) -> None:
        """Write all files. Raises ArchiveRefused for one that an upload would refuse."""
        for packed in sorted(files, key=lambda file: (ORDER.index(file.kind), file.number)):
            try:
                getattr(self, f"_{packed.kind}")(packed)
            except ValidationError as error:
                raise _refused(packed, error) from error

    def enter(self, collection: Collection) -> dict[str, dict[int, int]]:
        """Make the rows of the files in this folder; returns their keys by kind and number."""
        keys: dict[str, dict[int, int]] = {kind: {} for kind in ORDER}
        for packed, made in self._written:
            made.collection = collection
            if packed.captions is not None:
                made.captions_id = keys["document"][packed.captions]
            made.save()
            keys[packed.kind][packed.number] = made.pk
        return keys

    def _document(self, packed: PackedFile) -> None:
        made = CourseDocument(**packed.fields, uploaded_by_user=self._author)
        with self._opened(packed.path, settings.LMS_MAX_DOCUMENT_BYTES) as opened:
            self._keep(packed, made, File(opened, name=file_name(packed)))

    def _image(self, packed: PackedFile) -> None:
        made = CourseImage(**packed.fields, uploaded_by_user=self._author)
        with self._opened(packed.path, settings.LMS_MAX_IMAGE_BYTES) as opened:
            file = ImageFile(opened, name=file_name(packed))
            check_picture(file)
            self._keep(packed, made, file)

    def _media(self, packed: PackedFile) -> None:
        check_media_extension(packed)
        made = CourseMedia(**packed.fields, uploaded_by_user=self._author)
        if packed.poster is not None:
            with self._opened(packed.poster, settings.LMS_MAX_IMAGE_BYTES) as opened:
                picture = ImageFile(opened, name=os.path.basename(packed.poster))
                check_picture(picture)
                self._store(made.thumbnail, picture)
        with self._opened(packed.path, settings.LMS_MAX_MEDIA_BYTES) as opened:
            self._keep(packed, made, File(opened, name=file_name(packed)))

    def _opened(self, path: str, limit: int) -> IO[bytes]:
        if self._archive.size_of(path) > limit:
            raise too_large()
        return self._archive.open(path)

    def _keep(self, packed: PackedFile, made: Any, file: File) -> None:
        """Judge the file as an upload is judged, then write it."""
        made.file = file
        made.full_clean()
        if packed.kind != "media":  # lists show the size, and spot duplicates by the hash
            made.file_size, made.file_hash = file.size, hash_filelike(file)
        self._store(made.file, file)
        self._written.append((packed, made))

    def _store(self, field_file: Any, file: File) -> None:
        file.seek(0)
        field_file.save(file.name, file, save=False)
        self._stored.note(field_file)


def file_name(packed: PackedFile) -> str:
    """The name that the file had, without anything that a storage might stumble over."""
    stem, extension = os.path.splitext(packed.name)
    try:
        return f"{get_valid_filename(stem)[:MAX_STEM]}{extension.lower()}"
    except SuspiciousFileOperation:
        return os.path.basename(packed.path)


def check_picture(file: File) -> None:
    """Raise ValidationError unless this is a picture of a kind that people may upload, as its name says."""
    WagtailImageField().clean(file)
    file.seek(0)


def check_media_extension(packed: PackedFile) -> None:
    """Raise ValidationError for a film or sound in a form that the site does not play."""
    kind = "VIDEO" if packed.fields.get("type") == "video" else "AUDIO"
    if os.path.splitext(packed.path)[1].lstrip(".") not in settings.WAGTAILMEDIA[f"{kind}_EXTENSIONS"]:
        raise ValidationError(os.path.basename(packed.path))


def _refused(packed: PackedFile, error: ValidationError) -> ArchiveRefused:
    return damaged(f"{packed.name[:100]} ({' '.join(error.messages)[:200]})")
