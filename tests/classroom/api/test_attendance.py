"""Attendance as programs use it."""

from types import SimpleNamespace

import pytest

from classroom.models import Attendance
from classroom.services.attendance import reckon_session
from classroom.services.batches import archive_batch
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.attendance import be_there, hold_session, make_running_batch, seat_early
from tests.factories.crowds import seat_people
from tests.lms_site.api.answers import assert_error
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(batch=make_running_batch())


batch = own("batch")


@pytest.fixture
def session(batch):
    return hold_session(batch, title="Loops")


@pytest.fixture
def ana(batch):
    return seat_early(batch, display_name="Ana").user


@pytest.fixture
def teacher(batch):
    return api_client(batch.teachers.get().user)


def listed(client, batch, **params):
    answer = client.get(f"/api/v1/batches/{batch.pk}/attendance/", params)
    assert answer.status_code == 200, answer.content
    return [(row["name"], row["session"], row["status"]) for row in answer.json()["data"]]


def put(client, session, *marks, status=200):
    answer = client.put(f"/api/v1/live-sessions/{session.pk}/attendance/", {"marks": list(marks)})
    assert answer.status_code == status, answer.content
    return answer


def test_teachers_read_everybodys_and_learners_their_own(batch, session, ana, teacher):
    budi, other = seat_early(batch, display_name="Budi").user, hold_session(batch, hours_ago=30)
    for held in (session, other):
        be_there(held, ana)
        reckon_session(session=held)
    everybody = [("Ana", "present"), ("Budi", "absent")]
    assert [(name, status) for name, _session, status in listed(teacher, batch)] == everybody * 2
    assert listed(teacher, batch, session=session.pk, user=budi.pk) == [("Budi", session.pk, "absent")]
    own = [("Ana", other.pk, "present"), ("Ana", session.pk, "present")]
    assert listed(api_client(ana), batch) == own
    assert listed(api_client(ana), batch, user=budi.pk) == []


@pytest.mark.parametrize("value", ["x", "", "-1", "9" * 40])
def test_filter_that_is_no_number_is_refused(batch, teacher, value):
    answer = teacher.get(f"/api/v1/batches/{batch.pk}/attendance/", {"session": value})
    assert_error(answer, 400, "VALIDATION_ERROR")


def test_marks_are_made_and_taken_back(batch, session, ana, teacher):
    budi = seat_early(batch, display_name="Budi").user
    marks = [{"user": ana.pk, "status": "late", "note": "Bus"}, {"user": budi.pk, "status": "excused"}]
    for _twice in range(2):
        rows = put(teacher, session, *marks).json()["data"]
        assert [(row["name"], row["status"], row["note"], row["is_by_hand"]) for row in rows] == [
            ("Ana", "late", "Bus", True),
            ("Budi", "excused", "", True),
        ]
    assert put(teacher, session, {"user": ana.pk, "status": None}).json()["data"] == []
    assert Attendance.objects.count() == 1


def test_what_is_refused_says_why_and_writes_nothing(batch, session, ana, teacher):
    stranger = {"user": UserFactory().pk, "status": "present"}
    good = {"user": ana.pk, "status": "present"}
    assert_error(put(teacher, session, good, stranger, status=422), 422, "ATTENDANCE_PERSON")
    bad = [{"user": ana.pk, "status": "asleep"}, {"user": 0, "status": None}, {"user": ana.pk}, {**good, "by": 1}]
    for mark in bad:
        assert_error(put(teacher, session, mark, status=400), 400, "VALIDATION_ERROR")
    put(teacher, session, status=400)
    assert_error(put(api_client(ana), session, good, status=403), 403, "PERMISSION_DENIED")
    archive_batch(batch=batch)
    assert_error(put(teacher, session, good, status=409), 409, "BATCH_ARCHIVED")
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("number", [1, 20])
def test_list_takes_the_same_queries(batch, session, teacher, number, django_assert_num_queries):
    for member in seat_people(batch, number, now=batch.begins_at):
        be_there(session, member.user)
    reckon_session(session=session)
    listed(teacher, batch)
    with django_assert_num_queries(4):
        assert len(listed(teacher, batch)) == number
