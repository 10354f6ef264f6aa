"""Live sessions and weekly times as programs use them."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from classroom.models import LiveSession, TeacherRole
from classroom.services.batches import archive_batch
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.api import api_client
from tests.factories.classroom import make_batch, seat
from tests.factories.sessions import make_session, ready_session, repeat_session
from tests.lms_site.api.answers import assert_error
from tests.sharing import own

pytestmark = pytest.mark.django_db
WEEK = [{"weekday": 2, "begins": "19:00", "minutes": 60, "title": "Weekly"}]


@pytest.fixture(scope="module")
def made(made_once):
    batch = make_batch()
    return SimpleNamespace(batch=batch, person=seat(batch).user)


batch, person = own("batch"), own("person")


@pytest.fixture
def teacher(batch):
    return api_client(batch.teachers.get().user)


@pytest.fixture
def learner(person):
    return api_client(person)


def of_batch(batch, rest: str = "live-sessions/") -> str:
    return f"/api/v1/batches/{batch.pk}/{rest}"


def one(session, rest: str = "") -> str:
    return f"/api/v1/live-sessions/{session.pk}/{rest}"


def data_of(answer, status: int = 200):
    assert answer.status_code == status, answer.content
    return answer.json()["data"]


def plan(**changes) -> dict:
    starts_at = (timezone.now() + timedelta(days=2)).isoformat()
    return {"title": "Planned", "starts_at": starts_at, "minutes": 45, **changes}


def test_teacher_plans_changes_and_cancels(teacher, batch):
    host = batch.teachers.get().user_id
    made = data_of(teacher.post(of_batch(batch), plan(host=host)), 201)
    assert (made["title"], made["room"], made["host"], made["partner"]) == ("Planned", "pending", host, "jitsi")
    assert made["is_overlapping"] is False
    again = data_of(teacher.post(of_batch(batch), plan(host=host)), 201)
    assert again["is_overlapping"] is True
    address = f"/api/v1/live-sessions/{made['id']}/"
    changed = data_of(teacher.patch(address, {"title": "Renamed", "recording_url": "https://video.example/1"}))
    assert (changed["title"], changed["recording_url"]) == ("Renamed", "https://video.example/1")
    assert changed["ends_at"] == made["ends_at"]
    assert data_of(teacher.patch(address, {"host": None}))["host"] is None
    for _twice in range(2):
        assert teacher.delete(address).status_code == 204
    assert data_of(teacher.get(address))["cancelled_at"]
    assert_error(teacher.patch(address, {"title": "x"}), 409, "SESSION_CANCELLED")


def test_same_key_plans_once(teacher, batch):
    body, key = plan(), {"Idempotency-Key": "a"}
    answers = [teacher.post(of_batch(batch), body, headers=key) for _twice in range(2)]
    assert answers[0].json()["data"] == answers[1].json()["data"]
    assert LiveSession.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"title": ""}, 400, "VALIDATION_ERROR"),
        ({"minutes": 4}, 400, "VALIDATION_ERROR"),
        ({"partner": "zoom"}, 400, "VALIDATION_ERROR"),
        ({"host": 999999}, 400, "VALIDATION_ERROR"),
        ({"external_id": "x"}, 400, "VALIDATION_ERROR"),
        ({"starts_at": "2020-01-01T00:00:00Z"}, 422, "SESSION_OUTSIDE_BATCH"),
    ],
)
def test_plan_that_makes_no_sense_is_refused(teacher, batch, wrong, status, code):
    assert_error(teacher.post(of_batch(batch), plan(**wrong)), status, code)


def test_host_must_teach_the_batch(teacher, batch):
    assert_error(teacher.post(of_batch(batch), plan(host=InstructorFactory().pk)), 422, "SESSION_HOST")


def test_learner_joins_by_an_address_that_lists_do_not_tell(learner, batch):
    session = ready_session(batch)
    row = data_of(learner.get(of_batch(batch)))[0]
    assert session.external_id not in str(row)
    assert data_of(learner.post(one(session, "join/"))) == {"url": session.join_url}
    early = ready_session(batch, starts_at=timezone.now() + timedelta(days=1))
    assert_error(learner.post(one(early, "join/")), 409, "SESSION_EARLY")
    assert_error(learner.post(one(make_session(batch, starts_at=timezone.now()), "join/")), 409, "SESSION_NOT_READY")


def test_list_is_of_what_comes_or_was(learner, batch):
    past, coming = ready_session(batch), make_session(batch)
    LiveSession.objects.filter(pk=past.pk).update(ends_at=timezone.now())
    for when, found in (("past", [past.pk]), ("coming", [coming.pk])):
        assert [row["id"] for row in data_of(learner.get(of_batch(batch) + f"?when={when}"))] == found


def test_what_is_not_ones_own_is_not_there(batch):
    session = ready_session(make_batch(joining="code"))
    stranger = api_client(UserFactory())
    assert_error(stranger.get(one(session)), 404, "NOT_FOUND")
    assert_error(stranger.post(one(session, "join/")), 404, "NOT_FOUND")
    assert_error(stranger.get("/api/v1/live-sessions/999999/"), 404, "NOT_FOUND")


def test_week_is_set_all_at_once_and_sessions_follow(teacher, learner, batch):
    assert [row["title"] for row in data_of(teacher.put(of_batch(batch, "schedule/"), WEEK))] == ["Weekly"]
    assert LiveSession.objects.count() in (4, 5)
    assert data_of(learner.get(of_batch(batch, "schedule/")))[0]["begins"] == "19:00"
    assert data_of(teacher.put(of_batch(batch, "schedule/"), [])) == []
    assert not LiveSession.objects.filter(cancelled_at=None).exists()
    assert_error(teacher.put(of_batch(batch, "schedule/"), [*WEEK, *WEEK]), 422, "SLOT_TWICE")
    assert_error(teacher.put(of_batch(batch, "schedule/"), [{**WEEK[0], "host": 999999}]), 400, "VALIDATION_ERROR")
    assert_error(teacher.put(of_batch(batch, "schedule/"), {}), 400, "VALIDATION_ERROR")


def test_assistants_hold_sessions_and_leave_the_week_alone(batch):
    person = InstructorFactory()
    batch.teachers.create(user=person, role=TeacherRole.ASSISTANT)
    assistant = api_client(person)
    assert data_of(assistant.post(of_batch(batch), plan(host=person.pk)), 201)
    assert_error(assistant.put(of_batch(batch, "schedule/"), WEEK), 403, "PERMISSION_DENIED")


def test_archived_batch_can_be_read_alone(teacher, batch):
    session = ready_session(batch)
    archive_batch(batch=batch)
    assert_error(teacher.post(of_batch(batch), plan()), 409, "BATCH_ARCHIVED")
    assert_error(teacher.patch(one(session), {"recording_url": ""}), 409, "BATCH_ARCHIVED")
    assert_error(teacher.delete(one(session)), 409, "BATCH_ARCHIVED")
    assert data_of(teacher.get(one(session)))["id"] == session.pk


@pytest.mark.parametrize("number", [1, 20])
def test_lists_take_the_same_queries(learner, batch, number, django_assert_num_queries):
    session = make_session(batch, host=batch.teachers.get().user)
    repeat_session(session, [timedelta(hours=place) for place in range(1, number)])
    learner.get(of_batch(batch))
    with django_assert_num_queries(4):
        assert len(data_of(learner.get(of_batch(batch)))) == number
