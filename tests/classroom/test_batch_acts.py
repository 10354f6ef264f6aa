"""Codes, teachers, copies and the archive, by the buttons of a batch's settings."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from classroom.forms.planning import next_first_day
from classroom.models import CourseBatch, Joining, TeacherRole
from classroom.services.batches import archive_batch
from classroom.services.teachers import add_teacher
from tests.commerce.shop_material import text_of
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.batch_making import make_assistant
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.sessions import make_session
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    person = InstructorFactory()
    course = make_course(author=person, modules=0)
    batch = make_batch(course, teacher=person, joining=Joining.CODE, name="Morning group", seats=4)
    return SimpleNamespace(person=person, planned=batch)


person, planned = own("person"), own("planned")


@pytest.fixture
def teacher(person, client):
    client.force_login(person)
    return person


@pytest.fixture
def batch(planned, teacher):
    """Its teacher is signed in."""
    return planned


def at(batch, rest: str) -> str:
    return f"/teach/batches/{batch.pk}/{rest}"


def send(client, batch, rest: str, **fields) -> str:
    return text_of(client.post(at(batch, rest), fields, follow=True))


def test_code_link_and_picture_are_shown_where_they_open_something(client, batch):
    page = text_of(client.get(at(batch, "settings/")))
    assert f"{batch.join_code[:4]}-{batch.join_code[4:]}" in page
    assert f"/batches/join/?code={batch.join_code}" in page
    assert "<svg" in page
    for joining, said in ((Joining.STAFF, "Only its teachers put people"), (Joining.PURCHASE, "Places in this batch")):
        CourseBatch.objects.update(joining=joining)
        page = text_of(client.get(at(batch, "settings/")))
        assert said in page
        assert batch.join_code not in page


def test_new_code_is_asked_for_first(client, batch):
    assert batch.join_code in text_of(client.get(at(batch, "settings/code/")))
    assert CourseBatch.objects.get().join_code == batch.join_code
    assert "There is a new code" in send(client, batch, "settings/code/")
    assert CourseBatch.objects.get().join_code != batch.join_code
    archive_batch(batch=batch)
    assert "in the archive" in send(client, batch, "settings/code/")


def test_teacher_is_added_by_address_changed_and_removed(client, batch, teacher):
    other = UserFactory(email="sari@example.com", display_name="Sari")
    assert "Sari teaches here now" in send(
        client, batch, "settings/teachers/", email=" SARI@example.com", role="assistant"
    )
    assert "The role of Sari is changed" in send(client, batch, f"settings/teachers/{other.pk}/role/", role="teacher")
    make_session(batch, host=other)
    assert "1 session that was to be held" in text_of(client.get(at(batch, f"settings/teachers/{other.pk}/remove/")))
    said = send(client, batch, f"settings/teachers/{other.pk}/remove/")
    assert "Sari no longer teaches here. 1 session is held by another teacher now" in said
    assert batch.sessions.get().host == teacher


def test_unknown_address_stays_in_the_field(client, batch):
    for email in ("nobody@example.com", "nonsense", ""):
        answer = client.post(at(batch, "settings/teachers/"), {"email": email, "role": "teacher"})
        assert answer.status_code == 422
    assert batch.teachers.count() == 1


def test_trying_many_addresses_is_stopped(client, batch, settings):
    settings.LMS_API_RATES = {**settings.LMS_API_RATES, "batch_teachers": "2/h"}
    UserFactory(email="sari@example.com")
    for _try in range(2):
        assert "No account has this address" in send(
            client, batch, "settings/teachers/", email="x@y.zz", role="teacher"
        )
    assert "many addresses" in send(client, batch, "settings/teachers/", email="sari@example.com", role="teacher")
    assert batch.teachers.count() == 1


def test_last_teacher_stays(client, batch, teacher):
    assert "Somebody must run the batch" in send(client, batch, f"settings/teachers/{teacher.pk}/remove/")
    assert "Somebody must run" in send(client, batch, f"settings/teachers/{teacher.pk}/role/", role="assistant")
    assert batch.teachers.get().role == TeacherRole.TEACHER


def test_whoever_removes_themself_is_led_to_the_list(client, batch, teacher):
    add_teacher(batch=batch, user=InstructorFactory())
    answer = client.post(at(batch, f"settings/teachers/{teacher.pk}/remove/"))
    assert answer["Location"] == "/teach/batches/"
    assert client.get(at(batch, "settings/")).status_code == 404


def test_strange_roles_and_people_are_not_found(client, batch, teacher):
    assert client.post(at(batch, f"settings/teachers/{teacher.pk}/role/"), {"role": "owner"}).status_code == 404
    assert client.post(at(batch, f"settings/teachers/{UserFactory().pk}/remove/")).status_code == 404


def test_copy_proposes_the_next_first_day_and_says_what_comes_along(client, batch):
    page = text_of(client.get(at(batch, "copy/")))
    assert "Weekly times" in page
    first = next_first_day(batch, timezone.now().date())
    assert first.weekday() == batch.starts_on.weekday()
    assert first > batch.ends_on
    fields = {"name": "Again", "starts_on": first.isoformat(), "parts": ["teachers", "slots"]}
    copy_page = send(client, batch, "copy/", **fields)
    assert "“Again” is ready" in copy_page
    copied = CourseBatch.objects.get(name="Again")
    assert (copied.starts_on, copied.stock.capacity) == (first, 4)


@pytest.mark.parametrize(
    "fields", [{"name": "", "starts_on": "2036-01-01"}, {"starts_on": "9999-01-01"}, {"starts_on": ""}, {"parts": "x"}]
)
def test_copy_that_cannot_be_stays_in_the_form(client, batch, fields):
    answer = client.post(at(batch, "copy/"), {"name": "Again", "starts_on": "2036-01-01", **fields})
    assert answer.status_code == 422
    assert CourseBatch.objects.count() == 1


def test_whoever_only_teaches_cannot_make_batches_by_copying(client, batch):
    other = InstructorFactory()
    add_teacher(batch=batch, user=other)
    client.force_login(other)
    assert client.get(at(batch, "copy/")).status_code == 403
    assert "Copy this batch" not in text_of(client.get(at(batch, "settings/")))
    client.force_login(ModeratorFactory())
    assert client.get(at(batch, "copy/")).status_code == 200


def test_archive_asks_by_name_tells_what_follows_and_is_undone(client, batch):
    make_session(batch)
    page = text_of(client.get(at(batch, "archive/")))
    assert "Put “Morning group” into the archive?" in page
    assert "1 session is still to come" in page
    assert not CourseBatch.objects.get().archived_at
    assert "“Morning group” is in the archive" in send(client, batch, "archive/")
    assert CourseBatch.objects.get().archived_at
    assert "is out of the archive" in send(client, batch, "reopen/")
    assert not CourseBatch.objects.get().archived_at


def test_assistants_and_learners_do_none_of_it(client, batch):
    refused = [make_assistant(batch), seat(batch).user]
    acts = ("settings/code/", "settings/teachers/", "copy/", "archive/", "reopen/")
    for person in refused:
        client.force_login(person)
        assert {client.post(at(batch, act)).status_code for act in acts} == {403}
    client.force_login(InstructorFactory())
    assert {client.post(at(batch, act)).status_code for act in acts} == {404}
    assert {client.get(at(batch, act)).status_code for act in ("settings/teachers/", "reopen/")} == {405}


def test_next_first_day_keeps_the_day_of_the_week():
    plain = CourseBatch(starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 31))
    assert next_first_day(plain, date(2026, 1, 1)) == date(2026, 4, 7)
    assert next_first_day(plain, date(2026, 5, 4)) == date(2026, 5, 5)
    assert next_first_day(plain, date(2026, 5, 5)) == date(2026, 5, 5) + timedelta(days=7)
