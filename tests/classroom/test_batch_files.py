"""Files in batches: what is taken, how it is kept, who gets it."""

import io
import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core.files.storage import FileSystemStorage, storages
from django.utils import timezone
from PIL import Image

from accounts.models import User
from classroom.errors import FileRefused, FilesUnavailable
from classroom.models import BatchAnnouncement, BatchFile
from classroom.services.announcements import AnnouncementDraft, change_announcement, publish_now, remove_announcement
from classroom.services.batch_files import clean_file_name, stored_files
from classroom.services.copy_stream import copy_stream
from classroom.services.joining import leave_batch
from classroom.services.materials import remove_material
from classroom.signed import batch_file_url
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.classroom import make_batch, seat
from tests.factories.stream import PDF, announce, hand_out, upload
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_storage():
    """Numbers of batches come again with each test, files would stay."""
    shutil.rmtree(storages["private"].path("batches"), ignore_errors=True)


@pytest.fixture(scope="module")
def made(made_once):
    batch = make_batch()
    return SimpleNamespace(batch=batch, member=seat(batch).user)


batch, member = own("batch"), own("member")


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "PNG")
    return buffer.getvalue()


def stored(batch) -> list[str]:
    folder = f"batches/{batch.pk}"
    return storages["private"].listdir(folder)[1] if storages["private"].exists(folder) else []


@pytest.mark.parametrize(
    ("name", "content"),
    [("plan.pdf", PDF), ("photo.PNG", png()), ("notes.md", b"# Notes"), ("talk.mp3", b"ID3..."), ("table.csv", b"a,b")],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_usual_files_are_taken(batch, name, content):
    announce(batch, files=[upload(name, content)])
    file = BatchFile.objects.get()
    with file.file.open() as kept:
        assert (file.name, file.size, kept.read()) == (name, len(content), content)
    assert name.rsplit(".", 1)[0] not in file.file.name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("evil.html", b"<script>alert(1)</script>"),
        ("evil.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("evil.exe", b"MZ"),
        ("evil.pdf", b"<script>alert(1)</script>"),
        ("evil.png", b"<svg/>"),
        ("evil.docx", b"MZ"),
        ("evil.pdf.html", PDF),
        ("evil", PDF),
        (".htaccess", b"x"),
    ],
)
def test_other_files_are_refused_and_nothing_is_kept(batch, name, content):
    with pytest.raises(FileRefused):
        announce(batch, files=[upload(), upload(name, content)])
    assert (BatchAnnouncement.objects.count(), BatchFile.objects.count(), stored(batch)) == (0, 0, [])


def test_too_large_and_too_many_files_are_refused(batch, settings):
    settings.LMS_MAX_DOCUMENT_BYTES = settings.LMS_MAX_IMAGE_BYTES = 10
    for file in (upload(), upload("a.png", png())):
        with pytest.raises(FileRefused):
            announce(batch, files=[file])
    settings.LMS_MAX_DOCUMENT_BYTES = 1000
    with pytest.raises(FileRefused):
        announce(batch, files=[upload()] * 6)
    one = announce(batch, files=[upload() for _file in range(4)])
    with pytest.raises(FileRefused) as refusal, stored_files(batch.pk, [upload(), upload()]) as more:
        change_announcement(announcement=one, draft=AnnouncementDraft(text="x"), files=more)
    assert refusal.value.code == "FILE_COUNT"
    assert len(stored(batch)) == 4


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\fakepath\\plan.pdf", "plan.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("  two   words .pdf ", "two words .pdf"),
        ("...pdf", "pdf"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("rencana belajar é.pdf", "rencana belajar é.pdf"),
    ],
)
def test_names_are_for_people_alone(sent, kept):
    assert clean_file_name(sent) == kept


def fetch(client, address: str, **headers: str):
    """The answer, read to its end; its body is in `got`."""
    answer = client.get(address, headers=headers)
    answer.got = b"".join(answer)
    return answer


class AwayStorage(FileSystemStorage):
    """A storage that takes one file and is away then."""

    taken = 0

    def _save(self, name, content):
        if AwayStorage.taken:
            raise OSError("away")
        AwayStorage.taken += 1
        return super()._save(name, content)


def test_storage_that_is_away_leaves_nothing_behind_and_keeps_the_words(batch, client, settings):
    away = {"BACKEND": "tests.classroom.test_batch_files.AwayStorage", "OPTIONS": {"location": settings.MEDIA_ROOT}}
    settings.STORAGES = {**settings.STORAGES, "private": away}
    AwayStorage.taken = 0
    with pytest.raises(FilesUnavailable):
        announce(batch, files=[upload(), upload()])
    assert stored(batch) == []
    client.force_login(batch.teachers.get().user)
    answer = client.post(f"/teach/batches/{batch.pk}/announcements/", {"text": "Kept words", "files": [upload()]})
    assert answer.status_code == 503
    assert "Kept words" in answer.content.decode()
    assert "choose them again" in answer.content.decode()
    assert BatchAnnouncement.objects.count() == 0


def file_of(batch, **draft) -> BatchFile:
    return announce(batch, files=[upload("Rencana “satu”.pdf")], **draft).files.get()


def test_file_is_handed_out_as_an_attachment(batch, member, client):
    answer = fetch(client, batch_file_url(file_of(batch).pk, member.pk))
    assert answer.got == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Rencana")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    assert "private" in answer["Cache-Control"]
    part = fetch(client, batch_file_url(BatchFile.objects.get().pk, member.pk), Range="bytes=0-3")
    assert (part.status_code, part.got) == (206, b"%PDF")


def test_file_is_for_the_people_of_the_batch_alone(batch, member, client):
    file = file_of(batch)
    for person in (member, batch.teachers.get().user, ModeratorFactory()):
        assert fetch(client, batch_file_url(file.pk, person.pk)).status_code == 200
    address = batch_file_url(file.pk, member.pk)
    assert fetch(client, batch_file_url(file.pk, UserFactory().pk)).status_code == 404
    assert fetch(client, address[:-2] + "/").status_code == 404
    assert fetch(client, "/batches/files/forged/").status_code == 404
    leave_batch(user=member, batch=batch)
    assert fetch(client, address).status_code == 404


def test_address_expires_and_ends_with_the_account(batch, member, client, settings):
    address = batch_file_url(file_of(batch).pk, member.pk)
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.LMS_SIGNED_URL_SECONDS + 60), tick=False):
        assert fetch(client, address).status_code == 404
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert fetch(client, address).status_code == 404


def test_file_of_what_is_not_out_is_for_those_who_teach(batch, member, client):
    later = timezone.now() + timedelta(days=1)
    waiting = file_of(batch, publish_at=later)
    coming = hand_out(batch, publish_at=later, files=[upload()]).files.get()
    gone = hand_out(batch, files=[upload()])
    remove_material(material=gone)
    teacher = batch.teachers.get().user
    for file in (waiting, coming, gone.files.get()):
        assert fetch(client, batch_file_url(file.pk, member.pk)).status_code == 404
        assert fetch(client, batch_file_url(file.pk, teacher.pk)).status_code == 200
    publish_now(announcement=waiting.announcement)
    assert fetch(client, batch_file_url(waiting.pk, member.pk)).status_code == 200
    remove_announcement(announcement=waiting.announcement)
    assert fetch(client, batch_file_url(waiting.pk, member.pk)).status_code == 404


def test_file_that_the_storage_has_lost_is_not_found(batch, member, client):
    file = file_of(batch)
    storages["private"].delete(file.file.name)
    assert fetch(client, batch_file_url(file.pk, member.pk)).status_code == 404


def test_what_is_taken_away_is_deleted_unless_a_copy_has_it(batch, django_capture_on_commit_callbacks):
    one = announce(batch, files=[upload(), upload()])
    first, second = one.files.all()
    copy_stream(source=batch, target=make_batch(), shift_days=0)
    BatchFile.objects.filter(file=first.file.name).exclude(pk=first.pk).delete()
    draft = AnnouncementDraft(text="x")
    with django_capture_on_commit_callbacks(execute=True):
        change_announcement(announcement=one, draft=draft, dropped=[first.pk, second.pk])
    assert not one.files.exists()
    assert stored(batch) == [second.file.name.rsplit("/", 1)[-1]]


def test_file_of_another_announcement_is_not_taken_away(batch):
    other = file_of(batch)
    change_announcement(announcement=announce(batch), draft=AnnouncementDraft(text="x"), dropped=[other.pk])
    assert BatchFile.objects.get() == other
