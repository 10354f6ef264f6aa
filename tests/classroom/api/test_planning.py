"""Programs that plan batches."""

from types import SimpleNamespace

import pytest

from classroom.models import CourseBatch, Joining, TeacherRole
from classroom.services.teachers import add_teacher
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.api import api_client
from tests.factories.batch_making import make_assistant
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.sessions import make_session
from tests.lms_site.api.answers import assert_error
from tests.sharing import own

pytestmark = pytest.mark.django_db
BATCHES = "/api/v1/batches/"
PLAN = {"name": "Evening", "starts_on": "2036-03-03", "ends_on": "2036-03-31", "timezone": "Europe/Berlin"}


@pytest.fixture(scope="module")
def made(made_once):
    teacher = InstructorFactory(display_name="Sekar")
    course = make_course(author=teacher, modules=0)
    return SimpleNamespace(teacher=teacher, course=course)


teacher, course = own("teacher"), own("course")


@pytest.fixture
def client(teacher):
    return api_client(teacher)


@pytest.fixture
def batch(course, teacher):
    return make_batch(course, teacher=teacher, joining=Joining.CODE, seats=4)


def data_of(answer, status: int = 200):
    assert answer.status_code == status, answer.content
    return answer.json()["data"]


def test_batch_is_made_once_with_the_same_key(client, course):
    body = {"course": str(course.translation_key), **PLAN, "seats": 9, "joins_until": "2036-03-01T10:00:00Z"}
    answers = [client.post(BATCHES, body, headers={"Idempotency-Key": "a"}) for _twice in range(2)]
    made = data_of(answers[0], 201)
    assert made == data_of(answers[1], 201)
    batch = CourseBatch.objects.get()
    assert (made["id"], made["seats"], made["joining"], made["is_teacher"]) == (batch.pk, 9, "code", True)
    assert made["join_code"] == batch.join_code


WRONG = [
    ({"ends_on": "2036-01-01"}, 422, "BATCH_DATES"),
    ({"ends_on": "2046-01-01"}, 422, "BATCH_TOO_LONG"),
    ({"timezone": "Mars/Olympus"}, 422, "BATCH_TIMEZONE"),
    ({"joins_from": "2036-03-01T10:00Z", "joins_until": "2036-03-01T09:00Z"}, 422, "BATCH_JOINING_TIME"),
    ({"starts_on": "9999-12-01", "ends_on": "9999-12-31"}, 422, "BATCH_DAYS"),
    ({"name": " "}, 400, "VALIDATION_ERROR"),
    ({"seats": 0}, 400, "VALIDATION_ERROR"),
    ({"joining": "everybody"}, 400, "VALIDATION_ERROR"),
    ({"join_code": "AAAAAAAA"}, 400, "VALIDATION_ERROR"),
]


@pytest.mark.parametrize(("changes", "status", "code"), WRONG)
def test_what_makes_no_sense_is_refused(client, course, batch, changes, status, code):
    body = {"course": str(course.translation_key), **PLAN, **changes}
    assert_error(client.post(BATCHES, body), status, code)
    assert_error(client.patch(f"{BATCHES}{batch.pk}/", {**PLAN, **changes}), status, code)
    assert CourseBatch.objects.get().name == "Morning group"


def test_courses_that_one_does_not_write_are_refused_or_unknown(client):
    foreign = make_course(modules=0, author=InstructorFactory())
    draft = make_course(modules=0, author=InstructorFactory(), live=False)
    assert_error(client.post(BATCHES, {"course": str(foreign.translation_key), **PLAN}), 403, "PERMISSION_DENIED")
    assert_error(client.post(BATCHES, {"course": str(draft.translation_key), **PLAN}), 404, "NOT_FOUND")


def test_change_names_only_what_changes(client, batch):
    seat(batch)
    seat(batch)
    assert data_of(client.patch(f"{BATCHES}{batch.pk}/", {"seats": 8}))["seats"] == 8
    assert data_of(client.patch(f"{BATCHES}{batch.pk}/", {"seats": None}))["seats"] is None
    assert_error(client.patch(f"{BATCHES}{batch.pk}/", {"seats": 1}), 422, "BATCH_SEATS_TAKEN")
    assert CourseBatch.objects.get().name == "Morning group"


def test_code_is_told_to_those_who_teach_alone(client, batch):
    assert data_of(client.get(f"{BATCHES}{batch.pk}/"))["join_code"] == batch.join_code
    learner, helper = api_client(seat(batch).user), api_client(make_assistant(batch))
    assert data_of(learner.get(f"{BATCHES}{batch.pk}/"))["join_code"] is None
    told = data_of(helper.get(f"{BATCHES}{batch.pk}/join-code/"))
    assert told["link"].endswith(f"/batches/join/?code={batch.join_code}")
    assert told["opens"] is True
    assert_error(helper.post(f"{BATCHES}{batch.pk}/join-code/"), 403, "PERMISSION_DENIED")
    assert_error(learner.get(f"{BATCHES}{batch.pk}/join-code/"), 403, "PERMISSION_DENIED")
    assert data_of(client.post(f"{BATCHES}{batch.pk}/join-code/"))["code"] != batch.join_code


def test_archived_and_taken_out_again(client, batch):
    for _twice in range(2):
        assert data_of(client.post(f"{BATCHES}{batch.pk}/archive/"))["archived_at"]
    assert_error(client.patch(f"{BATCHES}{batch.pk}/", {"seats": 8}), 409, "BATCH_ARCHIVED")
    assert_error(client.post(f"{BATCHES}{batch.pk}/join-code/"), 409, "BATCH_ARCHIVED")
    assert data_of(client.delete(f"{BATCHES}{batch.pk}/archive/"))["archived_at"] is None


def test_copy(client, batch):
    make_assistant(batch)
    body = {"name": "Again", "starts_on": "2036-03-03", "parts": ["slots"]}
    made = data_of(client.post(f"{BATCHES}{batch.pk}/copy/", body), 201)
    assert (made["name"], made["starts_on"], made["member_count"]) == ("Again", "2036-03-03", 0)
    assert CourseBatch.objects.get(name="Again").teachers.count() == 1
    assert_error(client.post(f"{BATCHES}{batch.pk}/copy/", {**body, "parts": ["all"]}), 400, "VALIDATION_ERROR")
    assert_error(client.post(f"{BATCHES}{batch.pk}/copy/", {**body, "starts_on": "9999-01-01"}), 422, "BATCH_DAYS")


def test_teachers_are_added_changed_and_removed(client, batch, teacher):
    other = UserFactory(email="sari@example.com", display_name="Sari")
    teachers = f"{BATCHES}{batch.pk}/teachers/"
    for _twice in range(2):
        row = data_of(client.post(teachers, {"email": "Sari@example.com", "role": "assistant"}), 201)
        assert row == {"id": other.pk, "name": "Sari", "role": "assistant"}
    assert data_of(client.patch(f"{teachers}{other.pk}/", {"role": "teacher"}))["role"] == "teacher"
    assert [row["name"] for row in data_of(client.get(teachers))] == ["Sekar", "Sari"]
    make_session(batch, host=other)
    assert data_of(client.delete(f"{teachers}{other.pk}/")) == {"sessions_handed_on": 1}
    assert_error(client.delete(f"{teachers}{other.pk}/"), 404, "NOT_FOUND")
    assert_error(client.delete(f"{teachers}{teacher.pk}/"), 409, "LAST_TEACHER")
    assert_error(client.post(teachers, {"email": "nobody@example.com"}), 422, "TEACHER_UNKNOWN")


def test_trying_many_addresses_is_stopped(client, batch, settings):
    settings.LMS_API_RATES = {**settings.LMS_API_RATES, "batch_teachers": "1/h"}
    teachers = f"{BATCHES}{batch.pk}/teachers/"
    assert_error(client.post(teachers, {"email": "nobody@example.com"}), 422, "TEACHER_UNKNOWN")
    assert_error(client.post(teachers, {"email": "nobody@example.com"}), 429, "TOO_MANY_REQUESTS")


@pytest.mark.parametrize("number", [1, 20])
def test_teachers_take_the_same_queries(client, batch, number, django_assert_num_queries):
    for _person in range(number - 1):
        add_teacher(batch=batch, user=InstructorFactory(), role=TeacherRole.ASSISTANT)
    teachers = f"{BATCHES}{batch.pk}/teachers/"
    client.get(teachers)
    with django_assert_num_queries(4):
        assert len(data_of(client.get(teachers))) == number
