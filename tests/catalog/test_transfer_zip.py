"""Zips that are not to be trusted are refused before anything of them is believed; no database is asked."""

import io
import json
import stat
import struct
import zipfile

import pytest

from catalog.transfer.archive import Archive
from catalog.transfer.package import read_package
from catalog.transfer.refused import ArchiveRefused
from tests.catalog.transfer_material import doctored

EMPTY = {"format": "hybrid-lms-course", "version": 1, "title": "x", "files": []}
COURSE = {"pages": [{"number": 1, "type": "course", "parent": 0, "fields": {"title": "x"}, "streams": {}}]}


@pytest.fixture
def zip_file():
    """The smallest archive that is accepted."""
    return zipped(**{"course.json": json.dumps(COURSE)})


def zipped(**entries) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in {"manifest.json": json.dumps(EMPTY), "course.json": '{"pages": []}', **entries}.items():
            file.writestr(name, data)
    made.seek(0)
    return made


def refused_unopened(file) -> str:
    """Why it is refused before the database is asked or written at all (these tests have none)."""
    with pytest.raises(ArchiveRefused) as caught:
        read_package(Archive(file))
    return caught.value.code


def test_smallest_archive_is_accepted(zip_file):
    assert read_package(Archive(zip_file)).course.fields == {"title": "x"}


# --- The zip itself -----------------------------------------------------------------------------
@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04 nothing", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_archive_of_a_course(data):
    assert "ARCHIVE_REFUSED" in refused_unopened(io.BytesIO(data))


@pytest.mark.parametrize(
    "name",
    [
        *("../evil.txt", "files/../../evil.png", "/etc/passwd", "C:\\evil.png", "files\\image-1.png", "files/"),
        *(
            "files/image-1.PNG",
            "files/image-0.png",
            "files/image-1.png\x00.exe",
            "files/deep/image-1.png",
            "extra.json",
        ),
        *("files/image-1", "files/other-1.png", "files/image-1.png/../../x", "./manifest.json", "files/ımage-1.png"),
    ],
)
def test_names_that_an_export_does_not_write(zip_file, name):
    assert "ARCHIVE_DAMAGED" in refused_unopened(doctored(zip_file, extra=[(name, b"x")]))


def test_two_entries_of_one_name(zip_file):
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = doctored(zip_file, extra=[("course.json", b"{}")])
    assert "ARCHIVE_DAMAGED" in refused_unopened(twice)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR])
def test_symlinks_and_other_things_that_are_no_files(zip_file, kind):
    entry = zipfile.ZipInfo("files/document-9.pdf")
    entry.external_attr = (kind | 0o777) << 16

    assert "ARCHIVE_DAMAGED" in refused_unopened(doctored(zip_file, extra=[(entry, "/etc/passwd")]))


def test_much_hidden_in_little_is_refused_unread():
    bomb = zipped(**{"files/document-1.pdf": b"\x00" * 50_000_000})
    assert len(bomb.getvalue()) < 60_000

    assert "ARCHIVE_TOO_LARGE" in refused_unopened(bomb)


def test_many_small_bombs_are_one_large_one():
    bomb = zipped(**{f"files/document-{number}.pdf": b"\x00" * 1_000_000 for number in range(1, 60)})

    assert "ARCHIVE_TOO_LARGE" in refused_unopened(bomb)


def test_entries_that_share_their_bytes_count_each():
    # A directory that names one piece of data many times: small file, much to unpack.
    file = zipped(**{"files/document-1.pdf": bytes(range(256)) * 4000})
    data = bytearray(file.getvalue())
    at = data.rfind(b"PK\x01\x02")
    record = bytes(data[at : data.rfind(b"PK\x05\x06")])
    copies = b"".join(record.replace(b"document-1", f"document-{number}".encode()) for number in range(2, 10))
    end = bytearray(data[data.rfind(b"PK\x05\x06") :])
    count, size = struct.unpack("<HI", end[10:16])
    end[8:16] = struct.pack("<HHI", count + 8, count + 8, size + len(copies))
    made = bytes(data[: data.rfind(b"PK\x05\x06")]) + copies + bytes(end)

    assert "ARCHIVE" in refused_unopened(io.BytesIO(made))


def test_directory_is_judged_before_it_is_read(zip_file):
    data = bytearray(zip_file.getvalue())
    data[-10:-6] = struct.pack("<I", 50_000_000)
    assert refused_unopened(io.BytesIO(bytes(data))) == "ARCHIVE_TOO_LARGE"
    long_form = zip_file.getvalue()[:-22] + b"PK\x06\x07" + b"\0" * 16 + zip_file.getvalue()[-22:]
    assert refused_unopened(io.BytesIO(long_form)) == "ARCHIVE_TOO_LARGE"
    commented = zip_file.getvalue()[:-2] + b"\x01\0x"
    assert refused_unopened(io.BytesIO(commented)) == "ARCHIVE_REFUSED"


def test_too_many_entries():
    assert "ARCHIVE_TOO_LARGE" in refused_unopened(zipped(**{f"files/image-{n}.png": b"" for n in range(1, 2001)}))


def test_more_than_the_site_takes(zip_file, settings):
    settings.LMS_MAX_MEDIA_BYTES = 50
    assert "ARCHIVE_TOO_LARGE" in refused_unopened(zip_file)


def test_entry_that_lies_about_its_size(zip_file):
    data = zip_file.getvalue()
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"manifest.json"))
    size = struct.unpack("<I", data[at + 24 : at + 28])[0]
    lying = data[: at + 24] + struct.pack("<I", size - 10) + data[at + 28 :]

    assert "ARCHIVE_DAMAGED" in refused_unopened(io.BytesIO(lying))


@pytest.mark.parametrize("version", [0, 2, "1", None, [1]])
def test_other_versions(zip_file, version):
    assert "ARCHIVE_VERSION" in refused_unopened(doctored(zip_file, manifest=lambda data: {**data, "version": version}))


@pytest.mark.parametrize(
    "text", ["", "nonsense", "[]", '"x"', "[" * 5000, '{"pages": NaN}', '{"pages": {}}', '{"pages": [1]}', "\ufeff{}"]
)
def test_course_that_is_no_course(text):
    assert "ARCHIVE" in refused_unopened(zipped(**{"course.json": text}))
