"""Uploading a list: what will happen is shown first, then it is put in, and the report tells."""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from classroom.models import BatchMember, ImportState, RosterImport
from classroom.services.roster_import import show_progress
from tests.classroom.test_pages import text_of
from tests.factories.accounts import UserFactory
from tests.factories.classroom import make_batch, seat
from tests.factories.roster import assistant_of, csv_of, make_list, teacher_of
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(batch=make_batch(seats=5))


batch = own("batch")


@pytest.fixture
def teacher(client, batch):
    client.force_login(teacher_of(batch))
    return client


def page_of(batch, found=None, rest: str = "") -> str:
    return f"/teach/batches/{batch.pk}/roster/import/" + (f"{found.pk}/{rest}" if found else "")


def upload(client, batch, content: bytes, name: str = "people.csv"):
    return client.post(page_of(batch), {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_list_is_looked_at_and_then_put_in(teacher, batch, django_capture_on_commit_callbacks):
    known = UserFactory()
    inside = seat(batch).user
    page = upload(teacher, batch, csv_of("nia@example.com,Nia", f"{known.email},", f"{inside.email},"))
    text = text_of(page)
    for part in ("A new account, invited by mail", "Put in", "Nothing: in the batch already", "Put 2 people in"):
        assert part in text
    assert BatchMember.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        answer = teacher.post(page.redirect_chain[-1][0], follow=True)
    assert RosterImport.objects.get().state == ImportState.DONE
    assert "hx-get" in text_of(answer)
    assert "New accounts: 1. Known people put in: 1. In the batch before: 1." in text_of(
        teacher.get(page.redirect_chain[-1][0])
    )


def test_waiting_page_asks_again_and_shows_how_far_it_is(teacher, batch):
    found = make_list(batch, "nia@example.com,")
    RosterImport.objects.update(state=ImportState.QUEUED)
    show_progress(found.pk, 45)
    page = text_of(teacher.get(page_of(batch, found)))
    assert 'hx-trigger="every 2s"' in page
    assert 'name="htmx-config"' in page
    assert 'value="45"' in page
    assert "Look again" in page


def test_mistakes_are_listed_and_can_be_taken_away(teacher, batch):
    page = upload(teacher, batch, csv_of("nia@example.com,", "=1+1,x", "nia@example.com,"))
    text = text_of(page)
    assert "The same address stands in line 2." in text
    assert "people in" not in text.replace("put people in", "")
    found = RosterImport.objects.get()
    for state in (ImportState.UPLOADED, ImportState.REFUSED):
        table = teacher.get(page_of(batch, found, "errors.csv")).content.decode("utf-8-sig").splitlines()
        assert table[:2] == ["Line,E-mail address,What is wrong", "3,'=1+1,This is no e-mail address."]
        errors = [[3, "=1+1", "ROW_BAD_EMAIL", 0], [4, "nia@example.com", "ROW_DUPLICATE", 2]]
        RosterImport.objects.update(state=state, errors=errors, rows=[])
        RosterImport.objects.update(state=ImportState.REFUSED)
    assert "Nobody was put in." in text_of(teacher.get(page_of(batch, found)))
    assert teacher.get(page_of(batch, found, "errors.xlsx")).status_code == 200
    assert teacher.get(page_of(batch, found, "errors.exe")).status_code == 404


def test_lists_so_far_are_found_again(teacher, batch):
    found = make_list(batch, "nia@example.com,")
    make_list(make_batch(), "other@example.com,")
    page = teacher.get(page_of(batch))
    assert [row.pk for row in page.context["lists"]] == [found.pk]
    assert page_of(batch, found) in text_of(page)


def test_too_few_seats_are_told_before_anything_happens(teacher, batch):
    page = text_of(upload(teacher, batch, csv_of(*(f"p{number}@example.com" for number in range(6)), header="email")))
    assert "6 seats are needed, and 5 are left." in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name\r\nNia", "has to name the columns"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "cannot be read as a table"),
        (b"email\r\n", "There is nobody in this file."),
        (b"email\r\n" + b"a@example.com\r\n" * 5001, "more than 5,000 rows"),
        (b"email\r\n" + b"a" * 2 * 1024**2, "larger than 2 MB"),
    ],
)
def test_what_is_no_list_is_refused_beside_the_field(teacher, batch, content, said):
    answer = upload(teacher, batch, content)
    assert (answer.status_code, said in text_of(answer)) == (422, True)
    assert not RosterImport.objects.exists()


def test_one_person_is_put_in(teacher, batch):
    answer = teacher.post(page_of(batch), {"do": "person", "email": "nia@example.com", "name": "Nia"}, follow=True)
    assert "Nia is in the batch." in text_of(answer)
    refused = teacher.post(page_of(batch), {"do": "person", "email": teacher_of(batch).email})
    assert (refused.status_code, "teaches the batch" in text_of(refused)) == (422, True)


def test_lists_are_for_the_teachers_of_their_batch(client, batch):
    found, other = make_list(batch, "nia@example.com,"), make_batch()
    client.force_login(teacher_of(other))
    assert client.get(page_of(other, found)).status_code == 404
    assert client.get(page_of(batch, found)).status_code == 403
    client.force_login(assistant_of(batch))
    for rest in ("", "errors.csv"):
        assert client.get(page_of(batch, found, rest)).status_code == 403
    assert client.post(page_of(batch, found)).status_code == 403


@pytest.mark.parametrize("number", [1, 20])
def test_looking_at_a_list_takes_the_same_queries(teacher, batch, number, django_assert_num_queries):
    found = make_list(batch, *(f"p{row}@example.com," for row in range(number)))
    teacher.get(page_of(batch, found))
    with django_assert_num_queries(7):
        teacher.get(page_of(batch, found))
