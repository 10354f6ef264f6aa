"""Storing the files of an archive, judged like every upload."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files import File
from django.core.files.images import ImageFile
from django.core.files.storage import Storage
from django.utils.text import get_valid_filename
from wagtail.images.fields import WagtailImageField
from wagtail.models import Collection

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

    def note(self, *stored: Any) -> None:
        """Remember those of these field files that have been written."""
        self._written += [(file.storage, file.name) for file in stored if file and file._committed]

    def remove(self) -> None:
        """Delete everything that was noted."""
        for storage, name in self._written:
            storage.delete(name)


class FileImport:
    """Stores the files of one archive in the folder of one course."""

    def __init__(self, archive: Archive, *, collection: Collection, author, stored: StoredFiles) -> None:
        self._archive, self._stored = archive, stored
        self._place = {"collection": collection, "uploaded_by_user": author}
        self.keys: dict[str, dict[int, int]] = {kind: {} for kind in ORDER}

    def store(self, files: Iterable[PackedFile]) -> None:
        """Store all files; `keys` then has their keys. Raises ArchiveRefused for a file that an upload would refuse."""
        for packed in sorted(files, key=lambda file: (ORDER.index(file.kind), file.number)):
            try:
                made = getattr(self, f"_{packed.kind}")(packed)
            except ValidationError as error:
                raise _refused(packed, error) from error
            self.keys[packed.kind][packed.number] = made.pk

    def _document(self, packed: PackedFile) -> CourseDocument:
        self._check_size(packed.path, settings.LMS_MAX_DOCUMENT_BYTES)
        with self._archive.open(packed.path) as opened:
            document = CourseDocument(file=File(opened, name=file_name(packed)), **packed.fields, **self._place)
            return self._keep(document)

    def _image(self, packed: PackedFile) -> CourseImage:
        self._check_size(packed.path, settings.LMS_MAX_IMAGE_BYTES)
        with self._archive.open(packed.path) as opened:
            file = ImageFile(opened, name=file_name(packed))
            check_picture(file)
            return self._keep(CourseImage(file=file, **packed.fields, **self._place))

    def _media(self, packed: PackedFile) -> CourseMedia:
        self._check_size(packed.path, settings.LMS_MAX_MEDIA_BYTES)
        check_media_extension(packed)
        captions = self.keys["document"].get(packed.captions or 0)
        media = CourseMedia(captions_id=captions, **packed.fields, **self._place)
        with self._archive.open(packed.path) as opened:
            media.file = File(opened, name=file_name(packed))
            if packed.poster is None:
                return self._keep(media)
            self._check_size(packed.poster, settings.LMS_MAX_IMAGE_BYTES)
            with self._archive.open(packed.poster) as poster:
                picture = ImageFile(poster, name=os.path.basename(packed.poster))
                check_picture(picture)
                media.thumbnail = picture
                return self._keep(media)

    def _check_size(self, path: str, limit: int) -> None:
        if self._archive.size_of(path) > limit:
            raise too_large()

    def _keep(self, made: Any) -> Any:
        made.full_clean()
        try:
            made.save()
        finally:
            self._stored.note(made.file, getattr(made, "thumbnail", None))
        if hasattr(made, "get_file_hash"):
            made.get_file_size()
            made.get_file_hash()
        return made


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
