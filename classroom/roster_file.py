"""Reading a list of people as spreadsheets save it: CSV in the usual encodings and with the usual marks, or XLSX."""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO

from openpyxl import load_workbook

from classroom.errors import RosterFileInvalid

MOST_BYTES, MOST_ROWS = 2 * 1024**2, 5000
# What the sheets of an XLSX file of people take when they are unpacked; an archive that holds more is none of ours.
MOST_UNPACKED = 40 * 1024**2
MOST_COLUMNS = 50
MARKS = ",;\t|"
EMAIL_NAMES = {"email", "emailaddress", "mail", "alamatemail", "surel", "alamatsurel", "posel"}
NAME_NAMES = {"name", "fullname", "displayname", "nama", "namalengkap"}
# No text has these; a picture or a program does.
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class FileRow:
    """One person of a file: the line as a spreadsheet counts it, the address and the name as they were written."""

    line: int
    email: str
    name: str


def read_people(content: bytes) -> list[FileRow]:
    """The people of a file; empty lines are left out. Raises RosterFileInvalid."""
    if len(content) > MOST_BYTES:
        raise RosterFileInvalid("ROSTER_FILE_TOO_BIG")
    if not content.strip():
        raise RosterFileInvalid("ROSTER_FILE_EMPTY")
    table = _xlsx_rows(content) if content.startswith(b"PK\x03\x04") else _csv_rows(_as_text(content))
    rows = ((line, [_clean(cell) for cell in cells]) for line, cells in table)
    return _people((line, cells) for line, cells in rows if any(cells))


def _people(rows: Iterator[tuple[int, list[str]]]) -> list[FileRow]:
    header = next(rows, None)
    if header is None:
        raise RosterFileInvalid("ROSTER_FILE_EMPTY")
    email, name = _columns(header[1])
    people = []
    for line, cells in rows:
        if len(people) == MOST_ROWS:
            raise RosterFileInvalid("ROSTER_FILE_TOO_LONG")
        people.append(FileRow(line, _cell(cells, email), _cell(cells, name)))
    if not people:
        raise RosterFileInvalid("ROSTER_FILE_EMPTY")
    return people


def _columns(header: list[str]) -> tuple[int, int | None]:
    """Where address and name stand."""
    known = [re.sub(r"[^a-z]", "", cell.lower()) for cell in header]
    email = next((place for place, cell in enumerate(known) if cell in EMAIL_NAMES), None)
    if email is None:
        raise RosterFileInvalid("ROSTER_FILE_HEADER")
    return email, next((place for place, cell in enumerate(known) if cell in NAME_NAMES), None)


def _cell(cells: list[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _clean(cell: object) -> str:
    return " ".join(NOT_TEXT.sub(" ", str(cell)).split())[:1000] if cell is not None else ""


def _as_text(content: bytes) -> str:
    """What the bytes say: by their mark, as UTF-8, as UTF-16 without a mark, else as Windows-1252."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not NOT_TEXT.search(text):
            return text
    raise RosterFileInvalid


def _encodings(content: bytes) -> list[str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    if b"\x00" in content[:200]:
        return ["utf-16-le"] if content[1:2] == b"\x00" else ["utf-16-be"]
    return ["utf-8-sig", "cp1252"]


def _csv_rows(text: str) -> Iterator[tuple[int, Iterable[object]]]:
    lines = text.splitlines()
    first = next(line for line in lines if line.strip()) if text.strip() else ""
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(MARKS, key=first.count))
    try:
        for cells in reader:
            yield reader.line_num, cells[:MOST_COLUMNS]
    except csv.Error as error:
        raise RosterFileInvalid from error


def _xlsx_rows(content: bytes) -> Iterator[tuple[int, Iterable[object]]]:
    """The rows of the first sheet; values that were computed, not formulas."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise RosterFileInvalid("ROSTER_FILE_TOO_BIG")
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # The size that a file says of itself may be wrong or huge.
        sheet.reset_dimensions()
        yield from enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), 1)
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, SyntaxError, OSError, TypeError) as error:
        raise RosterFileInvalid from error
