"""Notes through the API: nobody sees another one's."""

import pytest

from catalog.models import Note
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import enroll, lessons_of, make_course
from tests.factories.notes import make_notes
from tests.lms_site.api.test_envelope import assert_error

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(committed):
    with committed():
        return make_course(modules=1, lessons=2)


@pytest.fixture
def lesson(course):
    return lessons_of(course)[0]


@pytest.fixture
def learner(course):
    return enroll(course=course).user


def test_note_is_written_changed_and_deleted(learner, lesson):
    client = api_client(learner)
    body = {"text": "Wax must smoke.", "block_id": "b1", "quote": "warm"}
    made = client.post(f"/api/v1/lessons/{lesson.pk}/notes/", body)
    assert made.status_code == 201
    note = made.json()["data"]
    assert (note["kind"], note["text"], note["quote"], note["lesson_title"]) == (
        "note",
        "Wax must smoke.",
        "warm",
        lesson.title,
    )
    changed = client.put(f"/api/v1/notes/{note['id']}/", {"text": "A little."}).json()["data"]
    assert changed["text"] == "A little."
    assert client.delete(f"/api/v1/notes/{note['id']}/").status_code == 204
    assert client.get("/api/v1/notes/").json()["data"] == []


def test_bookmark_stands_at_a_spot_once(learner, lesson):
    client = api_client(learner)
    ids = {
        client.post(f"/api/v1/lessons/{lesson.pk}/notes/", {"kind": "bookmark", "moment_seconds": 12}).json()["data"][
            "id"
        ]
        for _time in range(2)
    }
    assert len(ids) == 1


def test_note_of_somebody_else_is_not_found(learner, lesson):
    [note] = make_notes(learner, lesson)
    for other in (UserFactory(), AdminFactory()):
        client = api_client(other)
        assert_error(client.put(f"/api/v1/notes/{note.pk}/", {"text": "Mine"}), 404, "NOT_FOUND")
        client.delete(f"/api/v1/notes/{note.pk}/")
        assert client.get("/api/v1/notes/").json()["data"] == []
        assert client.get(f"/api/v1/lessons/{lesson.pk}/notes/").json()["data"] == []
    assert Note.objects.filter(pk=note.pk).exists()
    assert_error(api_client().get("/api/v1/notes/"), 401, "NOT_AUTHENTICATED")


def test_note_wants_an_open_lesson_and_a_text(learner, lesson):
    url = f"/api/v1/lessons/{lesson.pk}/notes/"
    assert_error(api_client(UserFactory()).post(url, {"text": "x"}), 403, "LESSON_LOCKED")
    client = api_client(learner)
    assert_error(client.post(url, {}), 422, "NOTE_REFUSED")
    for body in ({"text": "x" * 5001}, {"text": "\x00"}, {"kind": "poem"}, {"moment_seconds": -1}, {"user": 1}):
        assert_error(client.post(url, body), 400, "VALIDATION_ERROR")


@pytest.mark.parametrize("count", [1, 20])
def test_notes_are_read_from_the_newest_back(learner, lesson, count, django_assert_num_queries):
    make_notes(learner, lesson, count + 1)
    client = api_client(learner)
    client.get("/api/v1/notes/")
    with django_assert_num_queries(3):
        answer = client.get("/api/v1/notes/").json()
    assert answer["meta"] == {"per_page": 20}
    if count == 20:
        rest = client.get(answer["links"]["next"]).json()
        assert (len(answer["data"]), len(rest["data"]), rest["links"]["next"]) == (20, 1, None)
