"""Files of a batch: judged by what they are, stored under names of our own, dropped when nothing has them."""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile

from catalog.uploads import check_content, check_size, validate_image
from classroom.errors import FileRefused, FilesUnavailable
from classroom.models import BatchAnnouncement, BatchFile, Material
from lms_site.handover import after_commit

MOST_FILES = 5
LONGEST_NAME = 120
STORAGE_AWAY = (OSError, BotoCoreError, ClientError)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What lies in private storage as `stored_as` and is called `name`; `size` in bytes."""

    stored_as: str
    name: str
    size: int


@contextmanager
def stored_files(batch_id: int, uploads: Sequence[UploadedFile]) -> Iterator[list[StoredFile]]:
    """Store `uploads` for the work inside; when that fails, nothing of them stays.

    Call outside of transactions. Raises FileRefused before a byte is stored, FilesUnavailable.
    """
    if len(uploads) > MOST_FILES:
        raise FileRefused("FILE_COUNT")
    for upload in uploads:
        check_upload(upload)
    stored: list[StoredFile] = []
    try:
        for upload in uploads:
            stored.append(_store(batch_id, upload))
        yield stored
    except BaseException:
        for one in stored:
            _delete(one.stored_as)
        raise


def check_upload(upload: UploadedFile) -> None:
    """Raise FileRefused for what is too large, of a type that is not taken, or not what its name says."""
    extension = extension_of(upload.name or "")
    try:
        if extension in settings.WAGTAILIMAGES_EXTENSIONS:
            validate_image(upload)
        elif extension in _other_extensions():
            check_size(upload, settings.LMS_MAX_DOCUMENT_BYTES)
            check_content(upload)
        else:
            raise FileRefused
    except ValidationError as error:
        raise FileRefused(message=" ".join(error.messages)) from error


def extension_of(name: str) -> str:
    """`pdf` of “Plan.PDF”."""
    return os.path.splitext(name)[1].lower().lstrip(".")


def clean_file_name(name: str) -> str:
    """The last part of a path without letters that cannot be seen, at most 120 long; the extension stays."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(letter for letter in last if not unicodedata.category(letter).startswith("C"))
    stem, extension = os.path.splitext(" ".join(seen.split()).lstrip("."))
    return f"{stem[: LONGEST_NAME - len(extension)]}{extension}"[:LONGEST_NAME] or "file"


def hang_files(
    files: Iterable[StoredFile],
    *,
    batch_id: int,
    announcement: BatchAnnouncement | None = None,
    material: Material | None = None,
) -> None:
    """Let stored files hang on an announcement or on a material. Raises FileRefused beyond five."""
    rows = [
        BatchFile(
            batch_id=batch_id,
            announcement=announcement,
            material=material,
            file=one.stored_as,
            name=one.name,
            size=one.size,
        )
        for one in files
    ]
    hanging = BatchFile.objects.filter(batch=batch_id, announcement=announcement, material=material)
    if rows and hanging.count() + len(rows) > MOST_FILES:
        raise FileRefused("FILE_COUNT")
    BatchFile.objects.bulk_create(rows)


def take_files_away(files: Iterable[BatchFile]) -> None:
    """Delete the rows; what is stored goes after the commit, unless a copy has it too."""
    for row in list(files):
        stored_as = row.file.name
        row.delete()
        after_commit("classroom.tasks.stream.drop_stored", stored_as)


def drop_stored(stored_as: str) -> None:
    """Delete what is stored where no row has it any more; what the storage cannot do now stays, unseen."""
    if not BatchFile.objects.filter(file=stored_as).exists():
        _delete(stored_as)


def _store(batch_id: int, upload: UploadedFile) -> StoredFile:
    name = clean_file_name(upload.name or "")
    place = f"batches/{batch_id}/{uuid4().hex}.{extension_of(name)}"
    try:
        stored_as = storages["private"].save(place, upload)
    except STORAGE_AWAY as error:
        raise FilesUnavailable from error
    return StoredFile(stored_as, name, upload.size or 0)


def _delete(stored_as: str) -> None:
    with suppress(*STORAGE_AWAY):
        storages["private"].delete(stored_as)


def _other_extensions() -> set[str]:
    sounds_and_films = [*settings.WAGTAILMEDIA["AUDIO_EXTENSIONS"], *settings.WAGTAILMEDIA["VIDEO_EXTENSIONS"]]
    return {*settings.WAGTAILDOCS_EXTENSIONS, *sounds_and_films}
