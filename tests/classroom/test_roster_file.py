"""Lists of people as spreadsheets save them."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from classroom.errors import RosterFileInvalid
from classroom.roster_file import MOST_BYTES, FileRow, read_people
from tests.factories.roster import csv_of

PEOPLE = [FileRow(2, "dewi@example.com", "Dewi Çelik"), FileRow(3, "agus@example.com", "")]
TEXT = "email,name\r\ndewi@example.com,Dewi Çelik\r\nagus@example.com,\r\n"


def code_of(content: bytes) -> str:
    with pytest.raises(RosterFileInvalid) as refused:
        read_people(content)
    return refused.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_encoding_is_read(encoding):
    assert read_people(TEXT.encode(encoding)) == PEOPLE


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_every_usual_mark_is_read(mark):
    assert read_people(TEXT.replace(",", mark).encode()) == PEOPLE


@pytest.mark.parametrize(
    "header", ["email,name", "E-Mail,Full Name", "Surel,Nama", "Alamat e-mail,Nama lengkap", " EMAIL ADDRESS , name "]
)
def test_header_is_found_in_both_languages(header):
    assert read_people(csv_of("dewi@example.com,Dewi Çelik", "agus@example.com,", header=header)) == PEOPLE


def test_columns_stand_in_any_order_beside_others_and_the_name_may_be_missing():
    content = csv_of("1,Dewi,x,dewi@example.com", "2,short", header="no,nama,class,email")
    assert read_people(content) == [FileRow(2, "dewi@example.com", "Dewi"), FileRow(3, "", "short")]
    assert read_people(csv_of("dewi@example.com", header="email")) == [FileRow(2, "dewi@example.com", "")]


def test_lines_count_as_a_spreadsheet_counts_them_empty_ones_left_out():
    content = b'\r\nemail,name\r\n"a@example.com","Two\r\nlines"\r\n,,\r\n\r\nb@example.com,B\r\n'
    assert [(row.line, row.name) for row in read_people(content)] == [(4, "Two lines"), (7, "B")]


def test_xlsx_is_read():
    book = Workbook()
    for row in (["Nama", "Surel"], ["Dewi", " dewi@example.com "], [None, None], ["Agus", 5]):
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    assert read_people(file.getvalue()) == [FileRow(2, "dewi@example.com", "Dewi"), FileRow(4, "5", "Agus")]


def test_what_is_no_list_is_refused_with_the_reason():
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))
    assert code_of(b"") == code_of(b"  \n ") == code_of(b"email,name\r\n") == "ROSTER_FILE_EMPTY"
    assert code_of(b"\xef\xbb\xbf \n") == "ROSTER_FILE_EMPTY"
    assert code_of(b"first,second\r\na@example.com,A") == "ROSTER_FILE_HEADER"
    assert code_of(png) == code_of(b"PK\x03\x04 no archive") == "ROSTER_FILE_UNREADABLE"
    assert code_of(b"email\r\n" + b'"' + b"x" * 200_000) == "ROSTER_FILE_UNREADABLE"
    assert code_of(b"x" * (MOST_BYTES + 1)) == "ROSTER_FILE_TOO_BIG"


def test_fifty_thousand_rows_are_refused():
    content = csv_of(*(f"p{number}@example.com,Person" for number in range(50_000)))
    assert len(content) < MOST_BYTES
    assert code_of(content) == "ROSTER_FILE_TOO_LONG"
    assert len(read_people(csv_of(*(f"p{number}@example.com" for number in range(5000)), header="email"))) == 5000
