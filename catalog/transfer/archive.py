"""Opening a zip from a stranger: judged by its directory before a byte is unpacked, and counted while it is read."""

from __future__ import annotations

import json
import re
import stat
import tempfile
import zipfile
import zlib
from contextlib import ExitStack
from typing import IO, Any

from django.conf import settings

from .refused import ArchiveRefused, damaged, too_large

MAX_ENTRIES = 2000
MAX_JSON = 20 * 1024**2
MAX_RATIO = 100  # text shrinks to a tenth or a twentieth; films and pictures hardly at all
FREE_OF_RATIO = 1024**2  # so much may hide in anything
MAX_DIRECTORY = MAX_ENTRIES * 200  # bytes; an entry of ours takes about 70
CHUNK = 256 * 1024
END_RECORD = 22
_LONG_FORM = b"PK\x06\x07"
# Folders, odd names, other roots and parent folders all fail to match.
NAME = re.compile(r"manifest\.json|course\.json|files/(?:image|document|media|poster)-[1-9]\d{0,4}\.[a-z0-9]{1,10}")


def max_total() -> int:
    """Bytes that an archive may hold in all, unpacked."""
    return 2 * settings.LMS_MAX_MEDIA_BYTES


class Archive:
    """A zip that has been judged. Raises ArchiveRefused at once, or while reading what is not as declared."""

    def __init__(self, file: IO[bytes]):
        self._size = file.seek(0, 2)
        _check_end(file, self._size)
        file.seek(0)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise ArchiveRefused from error
        self._entries = self._judged(self._zip.infolist())
        self._left = max_total()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._entries)

    def _judged(self, entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        if len(entries) > MAX_ENTRIES:
            raise too_large()
        for entry in entries:
            # `orig_filename`: Python cuts names at a NUL and turns other separators round.
            if not NAME.fullmatch(entry.orig_filename) or not _is_plain(entry):
                raise damaged(repr(entry.orig_filename)[:100])
            if entry.file_size > max(FREE_OF_RATIO, MAX_RATIO * entry.compress_size):
                raise too_large()
        found = {entry.filename: entry for entry in entries}
        if len(found) != len(entries):
            raise damaged("names")
        total = sum(entry.file_size for entry in entries)
        # Against the size of the whole file: entries may share their bytes.
        if total > max_total() or total > max(FREE_OF_RATIO, MAX_RATIO * self._size):
            raise too_large()
        if not {"manifest.json", "course.json"} <= set(found):
            raise ArchiveRefused
        return found

    def size_of(self, name: str) -> int:
        """Declared bytes of an entry."""
        return self._entries[name].file_size

    def read_json(self, name: str) -> Any:
        """The data in an entry."""
        if self.size_of(name) > MAX_JSON:
            raise too_large()
        with self.open(name) as file:
            try:
                return json.loads(file.read().decode("utf-8"), parse_constant=_no_number)
            except (ValueError, RecursionError) as error:
                raise damaged(name) from error

    def open(self, name: str) -> IO[bytes]:
        """A temporary file with the bytes of an entry, at its beginning; whoever asks closes it."""
        with ExitStack() as unless_done:
            target = unless_done.enter_context(tempfile.TemporaryFile(suffix=".import"))
            try:
                self._copy(name, target)
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
                raise damaged(name) from error
            unless_done.pop_all()
        target.seek(0)
        return target

    def _copy(self, name: str, target: IO[bytes]) -> None:
        with self._zip.open(self._entries[name]) as source:
            while piece := source.read(CHUNK):
                self._left -= len(piece)
                if self._left < 0 or target.tell() + len(piece) > self.size_of(name):
                    raise too_large()
                target.write(piece)
        if target.tell() != self.size_of(name):
            raise damaged(name)


def _check_end(file: IO[bytes], size: int) -> None:
    """Judge the last record of the zip, before Python reads a directory of millions of entries into memory.

    An export ends with it: no comment behind it, and none of the long form for archives above 4 GB before it.
    """
    if size < END_RECORD:
        raise ArchiveRefused
    start = max(0, size - END_RECORD - len(_LONG_FORM) - 16)
    file.seek(start)
    tail = file.read(size - start)
    before, end = tail[:-END_RECORD], tail[-END_RECORD:]
    if not end.startswith(b"PK\x05\x06") or end[-2:] != b"\0\0":
        raise ArchiveRefused
    if int.from_bytes(end[12:16], "little") > MAX_DIRECTORY or _LONG_FORM in before:
        raise too_large()


def _no_number(text: str) -> None:
    raise ValueError(text)


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """An ordinary file, not encrypted, in one of the two usual compressions."""
    mode = entry.external_attr >> 16
    is_file = stat.S_IFMT(mode) in {0, stat.S_IFREG}
    is_known = entry.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    return is_file and is_known and not entry.flag_bits & 0x1
