"""Archives that are not to be trusted: refused with a reason, and nothing is left behind."""

import io
import zipfile

import pytest

from catalog.models import CourseDocument, CourseImage, CourseMedia, CoursePage
from catalog.services.transfer_import import import_course, look_at
from catalog.transfer.refused import ArchiveRefused
from tests.catalog.transfer_material import doctored, full_course, zip_of
from tests.factories.accounts import InstructorFactory
from tests.factories.catalog import lessons_of, make_course


@pytest.fixture(scope="module")
def exported(django_db_setup, django_db_blocker):
    """The zip of a course with every block; the course itself is gone again."""
    with django_db_blocker.unblock():
        data = zip_of(full_course()).getvalue()
        django_db_setup.restore()
    return data


@pytest.fixture
def archive(exported, db):
    return io.BytesIO(exported)


def refusal(file) -> str:
    """Why a look and an import refuse it; both leave nothing behind."""
    author = InstructorFactory()
    before = everything()
    with pytest.raises(ArchiveRefused) as caught:
        import_course(file, author=author)
    assert everything() == before
    assert CoursePage.objects.count() == 0
    return f"{caught.value.code} {caught.value.message}"


def everything() -> list:
    """All rows and all stored files."""
    rows = [model.objects.count() for model in (CoursePage, CourseImage, CourseDocument, CourseMedia)]
    folders = [(CourseImage, "original_images"), (CourseDocument, "documents"), (CourseMedia, "media")]
    stored = []
    for model, folder in folders:
        storage = model._meta.get_field("file").storage
        stored.append(sorted(storage.listdir(folder)[1]) if storage.exists(folder) else [])
    return [rows, stored]


def first_lesson(data: dict) -> dict:
    return next(page for page in data["pages"] if page["type"] == "lesson")


def test_damaged_and_encrypted_bytes(archive):
    data = bytearray(archive.getvalue())
    at = data.find(b"WEBVTT") + len("WEBVTT")
    data[at : at + 5] = b"\xff" * 5
    assert "ARCHIVE_DAMAGED" in refusal(io.BytesIO(bytes(data)))
    locked = bytearray(archive.getvalue())
    at = locked.find(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert "ARCHIVE_DAMAGED" in refusal(io.BytesIO(bytes(locked)))


# --- What it says -------------------------------------------------------------------------------
def change_page(**fields):
    return lambda data: first_lesson(data).update(fields)


def change_field(**fields):
    return lambda data: first_lesson(data)["fields"].update(fields)


def with_block(kind, value):
    return lambda data: first_lesson(data)["streams"].update(body=[{"type": kind, "value": value, "id": "x"}])


@pytest.mark.parametrize(
    "change",
    [
        # Pages
        change_page(type="home.HomePage"),
        change_page(type="catalog.CourseIndexPage"),
        change_page(type=["lesson"]),
        change_page(number=1),
        change_page(parent=1),
        change_page(parent=0),
        change_page(parent=99),
        change_page(parent=True),
        change_page(streams={"no_such_field": []}),
        change_page(streams={"body": "[]"}),
        change_page(streams=[]),
        lambda data: data["pages"].append(dict(data["pages"][0], number=5)),
        # Fields
        change_field(title=""),
        change_field(title="x\x00y"),
        change_field(title="\ud800"),
        change_field(title="x" * 256),
        change_field(expected_minutes=-1),
        change_field(expected_minutes=10**12),
        change_field(expected_minutes="many"),
        change_field(completes_by="magic"),
        change_field(completes_by="video"),
        change_field(is_required="perhaps"),
        # Blocks and what they refer to
        with_block("raw_html", "<script>"),
        with_block("image", {"image": 1_000, "alt": "x"}),
        with_block("image", {"image": "1", "alt": "x"}),
        with_block("image", {"image": {"id": 1}, "alt": "x"}),
        with_block("file", {"document": -1}),
        with_block("video", {"media": 1.5}),
        with_block("snippet", 77),
        with_block("paragraph", '<p><a href="page:99">x</a></p>'),
        with_block("paragraph", '<p><a href="page:-1">x</a></p>'),
        with_block("paragraph", '<p><a href="document:x">x</a></p>'),
        with_block("accordion", {"items": [{"title": "x", "text": '<a href="document:99">x</a>'}]}),
        with_block("paragraph", "<p>" + "x" * 30_000 + "</p>"),
        with_block("table", {"caption": "x", "table": {"data": [["x" * 2000]]}}),
        lambda data: first_lesson(data)["streams"].update(body=["x"]),
        change_page(video=99),
        change_page(video="1"),
        change_page(attachments=[{"document": 99}]),
        change_page(attachments=[{"document": None}]),
        lambda data: data["pages"][0].update(image=99),
    ],
)
def test_pages_fields_and_blocks_that_do_not_hold(archive, change):
    assert "ARCHIVE_DAMAGED" in refusal(doctored(archive, course=change))


def change_file(of_kind, **fields):
    return lambda data: next(row for row in data["files"] if row["kind"] == of_kind).update(fields)


@pytest.mark.parametrize(
    "change",
    [
        change_file("image", kind="page"),
        change_file("image", number=99),
        change_file("image", path="manifest.json"),
        change_file("image", path="../x.png"),
        change_file("image", path=7),
        change_file("media", captions=99),
        change_file("media", type="hologram"),
        change_file("media", type="audio"),
        change_file("media", duration=-5),
        change_file("media", poster="files/poster-7.png"),
        change_file("image", title="x" * 300),
        lambda data: data.update(files=data["files"][1:]),
        lambda data: data["files"].append(data["files"][0]),
        lambda data: data.update(files="x"),
        lambda data: data.update(texts=[{"number": 2, "body": ""}]),
    ],
)
def test_files_that_do_not_hold(archive, change):
    assert "ARCHIVE_DAMAGED" in refusal(doctored(archive, manifest=change))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("image", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("image", b"GIF89a no image at all"),
        ("document", b"MZ a program that calls itself a PDF"),
        ("media", b"\x00 no film"),
    ],
)
def test_file_that_is_not_what_its_name_says(archive, kind, data):
    with zipfile.ZipFile(archive) as file:
        name = next(name for name in file.namelist() if name.startswith(f"files/{kind}-1"))

    assert "ARCHIVE_DAMAGED" in refusal(doctored(archive, without=[name], extra=[(name, data)]))


def test_extension_that_is_not_uploaded_here(archive):
    def rename(data):
        row = next(row for row in data["files"] if row["kind"] == "document")
        row.update(path=row["path"].replace(".vtt", ".html").replace(".pdf", ".html"), name="x.html")
        moved.append(row["path"])

    moved: list[str] = []
    doctored(archive, manifest=rename)
    old = moved[0].replace(".html", ".vtt")
    with zipfile.ZipFile(archive) as file:
        old = old if old in file.namelist() else moved[0].replace(".html", ".pdf")
    changed = doctored(archive, manifest=rename, without=[old], extra=[(moved[0], b"<script>")])

    assert "ARCHIVE_DAMAGED" in refusal(changed)


# --- What is made harmless ----------------------------------------------------------------------
def test_rich_text_is_cleaned_and_foreign_references_vanish(archive):
    author = InstructorFactory()
    other = make_course(modules=0)
    html = (
        f'<p onclick="x">a<script>alert(1)</script><a linktype="page" id="{other.pk}">b</a>'
        '<a href="javascript:alert(1)">c</a><a href="x>y" linktype="document" id="1">d</a><img src="x"></p>'
    )
    made = import_course(doctored(archive, course=with_block("paragraph", html)), author=author)
    source = lessons_of(made)[0].body[0].value.source

    for word in ("script", "onclick", "linktype", "javascript", "img", 'id="'):
        assert word not in source


@pytest.mark.parametrize(
    "name",
    ["../../../evil.pdf", "..\\evil.pdf", "\u202egnp.pdf", "x" * 300 + ".pdf", "con.exe", ".pdf"],
)
def test_name_of_a_file_cannot_lead_anywhere(archive, name):
    changed = doctored(archive, manifest=change_file("document", name=name, path="files/document-1.vtt"))
    if "document-1.vtt" not in str(zipfile.ZipFile(archive).namelist()):
        changed = doctored(archive, manifest=change_file("document", name=name))
    import_course(changed, author=InstructorFactory())

    names = [document.file.name for document in CourseDocument.objects.all()]
    assert all(stored.startswith("documents/") and stored.count("/") == 1 for stored in names)
    assert all(".." not in stored and not stored.endswith(".exe") for stored in names)


def test_hostile_titles_are_kept_as_words(archive):
    changed = doctored(archive, course=change_field(title="<script>alert(1)</script>", slug="../../x"))
    lesson = lessons_of(import_course(changed, author=InstructorFactory()))[0]

    assert (lesson.title, lesson.slug) == ("<script>alert(1)</script>", "x")


def test_look_stores_nothing(archive):
    author = InstructorFactory()
    before = everything()
    assert look_at(archive, author=author).lessons == 2

    assert everything() == before


def test_failure_at_the_last_page_leaves_no_file(archive):
    def spoil(data):
        data["pages"][-1]["fields"]["completes_by"] = "video"
        data["pages"][-1]["video"] = None

    assert "ARCHIVE_DAMAGED" in refusal(doctored(archive, course=spoil))
