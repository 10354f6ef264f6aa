"""Export and import in the CMS: who may, what is shown, what stays behind."""

import io
import zipfile
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from catalog.models import CoursePage
from catalog.services.transfer_uploads import FOLDER, KEPT, claim_upload, keep_upload, open_upload, purge_uploads
from catalog.tasks.authoring import purge_imports
from tests.catalog.transfer_material import content_of, doctored, full_course, zip_of
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import make_course

pytestmark = pytest.mark.django_db
IMPORT, NOW = "/cms/courses/import/", "/cms/courses/import/now/"


@pytest.fixture
def author(client):
    user = InstructorFactory()
    client.force_login(user)
    return user


def export_of(course, state="") -> str:
    return f"/cms/courses/{course.pk}/export/" + (f"?state={state}" if state else "")


def upload(archive: io.BytesIO, name="course.zip") -> dict:
    return {"archive": SimpleUploadedFile(name, archive.getvalue(), "application/zip")}


def token_in(response) -> str:
    field = BeautifulSoup(response.content, "html.parser").select_one('main input[name="token"]')
    return field["value"] if field else ""


def waiting() -> list[str]:
    storage = storages["private"]
    return storage.listdir(FOLDER)[1] if storage.exists(FOLDER) else []


@pytest.fixture(autouse=True)
def nothing_waits():
    for name in waiting():
        storages["private"].delete(f"{FOLDER}/{name}")


# --- Export -------------------------------------------------------------------------------------
def test_author_takes_a_course_away(client, author):
    course = make_course(author=author, modules=0)
    page = client.get(export_of(course)).content.decode()
    assert "state=drafts" in page
    assert "state=live" in page

    response = client.get(export_of(course, "drafts"))
    assert response["Content-Disposition"] == f'attachment; filename="{course.slug}.zip"'
    names = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))).namelist()
    assert names == ["course.json", "manifest.json"]


def test_draft_course_has_nothing_live_to_take_away(client, author):
    course = make_course(author=author, modules=0, live=False)

    assert "state=live" not in client.get(export_of(course)).content.decode()
    assert client.get(export_of(course, "live"))["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("factory", [None, UserFactory, InstructorFactory])
@pytest.mark.parametrize("state", ["", "drafts", "live"])
def test_export_is_for_the_team(client, factory, state):
    course = make_course(modules=0)
    if factory:
        client.force_login(factory())

    response = client.get(export_of(course, state))
    assert response.status_code in (302, 403)
    assert not response.streaming


def test_moderator_and_co_instructor_may_export(client):
    course, colleague = make_course(modules=0), InstructorFactory()
    course.team.group.user_set.add(colleague)
    for person in (ModeratorFactory(), colleague):
        client.force_login(person)
        response = client.get(export_of(course, "drafts"))
        assert b"".join(response.streaming_content).startswith(b"PK")


def test_menu_of_a_course_leads_to_export_and_check(client, author):
    course = make_course(author=author, modules=0)
    page = client.get(f"/cms/pages/{course.pk}/edit/").content.decode()

    assert export_of(course) in page
    assert f"/cms/courses/{course.pk}/check/" in page


# --- Import -------------------------------------------------------------------------------------
def test_author_looks_and_imports(client, author):
    course = full_course()
    response = client.post(IMPORT, upload(zip_of(course)))
    page = BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ")
    assert "All of it" in page
    assert "2 lessons" in page
    assert "ordinary paragraphs" in page
    assert CoursePage.objects.count() == 1

    done = client.post(NOW, {"token": token_in(response)}, follow=True)
    made = CoursePage.objects.exclude(pk=course.pk).get()
    assert done.redirect_chain[-1][0] == f"/cms/courses/{made.pk}/imported/"
    assert f"/cms/pages/{made.pk}/edit/" in done.content.decode()
    assert (made.owner, made.live) == (author, False)
    assert content_of(made) == content_of(course)
    assert waiting() == []


def test_archive_is_imported_once(client, author):
    response = client.post(IMPORT, upload(zip_of(make_course(modules=0))))
    for _time in range(2):
        client.post(NOW, {"token": token_in(response)})

    assert CoursePage.objects.count() == 2


def test_form_sent_twice_at_once_makes_one_course(author):
    token = keep_upload(io.BytesIO(b"zip"), author=author)

    assert (claim_upload(token), claim_upload(token)) == (True, False)


def test_cancelled_import_leaves_nothing(client, author):
    response = client.post(IMPORT, upload(zip_of(make_course(modules=0))))
    assert len(waiting()) == 1
    client.post(NOW, {"token": token_in(response), "cancel": "1"})

    assert waiting() == []
    assert CoursePage.objects.count() == 1


@pytest.mark.parametrize(("name", "data"), [("course.zip", b"nonsense"), ("course.exe", b"PK"), ("course.zip", b"")])
def test_refused_archive_is_told_of_at_its_field(client, author, name, data):
    response = client.post(IMPORT, {"archive": SimpleUploadedFile(name, data)})

    assert response.status_code == 200
    assert BeautifulSoup(response.content, "html.parser").select_one("main .error-message")
    assert waiting() == []


def test_archive_that_turns_out_to_be_damaged_is_told_of(client, author):
    def spoil(data):
        next(page for page in data["pages"] if page["type"] == "lesson")["fields"]["completes_by"] = "video"

    course = make_course(lessons=1)
    response = client.post(IMPORT, upload(doctored(zip_of(course), course=spoil)))
    done = client.post(NOW, {"token": token_in(response)}, follow=True)

    assert "damaged" in done.content.decode()
    assert CoursePage.objects.count() == 1
    assert waiting() == []


def test_hostile_words_of_an_archive_are_shown_as_words(client, author):
    def spoil(data):
        data["instructors"] = ["a@example.org", '"<script>x"@example.org', 7, None]

    changed = doctored(
        zip_of(make_course(modules=0)),
        manifest=spoil,
        course=lambda data: data["pages"][0]["fields"].update(title="<script>alert(1)</script>"),
    )
    page = client.post(IMPORT, upload(changed)).content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    assert "a@example.org" in page


@pytest.mark.parametrize("factory", [None, UserFactory])
def test_import_is_for_those_who_write_courses(client, factory):
    course = make_course(modules=0)
    archive = zip_of(course)
    if factory:
        client.force_login(factory())

    assert client.get(IMPORT).status_code in (302, 403)
    assert client.post(IMPORT, upload(archive)).status_code in (302, 403)
    assert client.post(NOW, {"token": "x"}).status_code in (302, 403)
    assert client.get(f"/cms/courses/{course.pk}/imported/").status_code in (302, 403)
    assert (CoursePage.objects.count(), waiting()) == (1, [])


@pytest.mark.parametrize("token", ["", "x", "a:b:c"])
def test_token_that_means_nothing(client, author, token):
    response = client.post(NOW, {"token": token}, follow=True)

    assert "no longer here" in response.content.decode()
    assert client.get(NOW).status_code == 405


# --- What waits ---------------------------------------------------------------------------------
def test_waiting_archive_is_for_its_author_and_not_for_long(author, time_machine):
    token = keep_upload(io.BytesIO(b"zip"), author=author)
    assert open_upload(token, author=InstructorFactory()) is None
    with open_upload(token, author=author) as file:
        assert file.read() == b"zip"
    assert purge_uploads() == 0
    time_machine.move_to(timezone.now() + KEPT + timedelta(minutes=1))

    assert open_upload(token, author=author) is None
    purge_imports()
    assert waiting() == []
