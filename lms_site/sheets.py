"""Tables to take away, as CSV and XLSX, in which nothing is computed when they are opened."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from django.http import HttpResponse
from openpyxl import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = ("csv", "xlsx")
# A cell that begins with one of these is a formula, or hides one, when a spreadsheet opens the file.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain_cell(value: object) -> str:
    """`value` as text that no spreadsheet computes."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def table_response(form: str, name: str, headings: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The table as a download, `name` without its ending. Raises LookupError for another form than FORMS."""
    cells = ([_cell(value) for value in row] for row in (headings, *rows))
    if form == "csv":
        return download(_csv(cells), f"{name}.csv", "text/csv; charset=utf-8")
    if form == "xlsx":
        return download(_xlsx(cells), f"{name}.xlsx", XLSX)
    raise LookupError(form)


def download(content: bytes, filename: str, content_type: str) -> HttpResponse:
    """A file that no cache keeps."""
    headers = {"Content-Disposition": f'attachment; filename="{filename}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)


def _cell(value: object) -> object:
    """Numbers and days as they are; whatever is text, as text."""
    return plain_cell(value) if isinstance(value, str) or value is None else value


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")  # by the mark spreadsheets know the letters


def _xlsx(rows: Iterable[Sequence[object]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()
