"""Lessons as programs read and finish them."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import TestCase
from django.utils import timezone

from catalog.models import Completion, WatchProgress
from catalog.services.enrollment import revoke
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import (
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    enroll,
    lessons_of,
    make_course,
    make_courses,
    make_lesson,
    modules_of,
    publish_page,
    reload,
)
from tests.factories.learning import enroll_in_all
from tests.lms_site.api.test_envelope import assert_error
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    with TestCase.captureOnCommitCallbacks(execute=True):
        course = make_course(modules=2, lessons=2)
    return SimpleNamespace(course=course, lesson=lessons_of(course)[0], learner=enroll(course=course).user)


course, lesson, learner = own("course"), own("lesson"), own("learner")


def at(lesson, rest="") -> str:
    return f"/api/v1/lessons/{lesson.pk}/{rest}"


def test_learner_reads_typed_blocks_and_neighbours(course, learner):
    first, second, *_others = lessons_of(course)
    data = api_client(learner).get(at(second)).json()["data"]

    assert [(block["type"], block["value"]) for block in data["body"]] == [("paragraph", "<p>Text of lesson 1.2.</p>")]
    assert data["access"] == {"allowed": True, "reason": "enrolled", "opens_at": None}
    assert data["previous"] == {"id": first.pk, "title": "Lesson 1.1"}
    assert data["next"]["title"] == "Lesson 2.1"
    assert (data["course"], data["number"], data["is_completed"]) == (course.pk, 2, False)


def test_who_may_not_read_is_told_why(course, lesson):
    assert_error(api_client().get(at(lesson)), 401, "NOT_AUTHENTICATED")
    for stranger in (UserFactory(), InstructorFactory()):
        details = assert_error(api_client(stranger).get(at(lesson)), 403, "LESSON_LOCKED")
        assert details == {"reason": "not_enrolled"}


def test_ended_access_and_order_are_told(course, lesson, learner):
    sequential = make_course(lessons=2, modules=1, is_sequential=True)
    enroll(learner, sequential)
    details = assert_error(api_client(learner).get(at(lessons_of(sequential)[1])), 403, "LESSON_LOCKED")
    assert details == {"reason": "earlier_lesson_first"}

    grant = learner.enrollments.get(course_key=course.translation_key).grants.get()
    revoke(source=grant.source, reference=grant.reference)
    assert_error(api_client(learner).get(at(lesson)), 403, "LESSON_LOCKED")


def test_free_preview_is_open_to_everybody():
    course = make_course(modules=1, lessons=1, lesson_fields={"is_free_preview": True})
    data = api_client().get(at(lessons_of(course)[0])).json()["data"]
    assert data["access"]["reason"] == "free_preview"
    assert data["body"]


def test_lesson_that_is_not_live_is_not_found(course, learner, lesson):
    draft = make_lesson(modules_of(course)[0], live=False)
    assert_error(api_client(learner).get(at(draft)), 404, "NOT_FOUND")
    modules_of(course)[0].unpublish()
    assert_error(api_client(learner).get(at(lesson)), 404, "NOT_FOUND")
    assert_error(api_client(learner).get(at(lesson, "attachments/")), 404, "NOT_FOUND")
    assert_error(api_client(learner).post(at(lesson, "complete/")), 404, "NOT_FOUND")


def rich_lesson(course, images: int):
    """A lesson with pictures, a film and a file."""
    pictures = [("image", {"image": ImageFactory(), "alt": "", "is_decorative": True}) for _ in range(images)]
    return make_lesson(
        modules_of(course)[0], title="Rich", body=pictures, video=MediaFactory(), attachments=[DocumentFactory()]
    )


@pytest.mark.parametrize("images", [1, 20])
def test_lesson_takes_few_queries_however_rich(course, learner, images, committed, django_assert_num_queries):
    with committed():
        lesson = rich_lesson(course, images)
    client = api_client(learner)
    client.get(at(lesson))
    with django_assert_num_queries(3):
        data = client.get(at(lesson)).json()["data"]
    assert len(data["body"]) == images
    assert {file["kind"] for file in data["files"]} == {"media", "file"}
    assert data["video"]["type"] == "video"


def test_lesson_shows_what_was_published_since(course, learner, lesson, committed):
    client = api_client(learner)
    client.get(at(lesson))
    page = reload(lesson)
    page.body = [("paragraph", "<p>Anew.</p>")]
    with committed():
        page.save_revision()
        publish_page(page)
    assert "Anew." in str(client.get(at(lesson)).json()["data"]["body"])


def test_lesson_that_did_not_change_is_not_sent_again(course, learner, lesson, django_assert_num_queries):
    client = api_client(learner)
    client.get(at(lesson))
    first = client.get(at(lesson))
    with django_assert_num_queries(2):
        second = client.get(at(lesson), headers={"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 304
    client.post(at(lesson, "complete/"))
    assert client.get(at(lesson), headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_tag_does_not_outlive_the_addresses_of_files(learner, lesson, settings):
    settings.LMS_SIGNED_URL_SECONDS = 20
    client = api_client(learner)
    client.get(at(lesson))
    first = client.get(at(lesson))
    with time_machine.travel(timezone.now() + timedelta(seconds=15)):
        assert client.get(at(lesson), headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_tag_does_not_outlive_the_access(course, learner, lesson):
    client = api_client(learner)
    first = client.get(at(lesson))
    grant = learner.enrollments.get().grants.get()
    revoke(source=grant.source, reference=grant.reference)
    answer = client.get(at(lesson), headers={"If-None-Match": first.headers["ETag"]})
    assert_error(answer, 403, "LESSON_LOCKED")


def test_lessons_of_a_course_say_what_is_open(course, learner):
    api_client(learner).post(at(lessons_of(course)[0], "complete/"))
    rows = api_client(learner).get(f"/api/v1/courses/{course.pk}/lessons/").json()["data"]
    assert [row["is_completed"] for row in rows] == [True, False, False, False]
    assert {row["access"]["reason"] for row in rows} == {"enrolled"}
    rows = api_client().get(f"/api/v1/courses/{course.pk}/lessons/").json()["data"]
    assert {row["access"]["reason"] for row in rows} == {"sign_in"}


@pytest.mark.parametrize("lessons", [1, 100])
def test_lessons_of_a_course_take_the_same_queries(learner, lessons, committed, django_assert_num_queries):
    with committed():
        course = make_course(modules=1, lessons=lessons)
    enroll(learner, course)
    client = api_client(learner)
    client.get(f"/api/v1/courses/{course.pk}/lessons/")
    with django_assert_num_queries(4):
        client.get(f"/api/v1/courses/{course.pk}/lessons/", {"per_page": 100})


@pytest.mark.parametrize("count", [1, 20])
def test_lessons_of_ones_courses_take_the_same_queries(learner, count, committed, django_assert_num_queries):
    with committed():
        courses = make_courses(count, modules=1, lessons=2)
        enroll_in_all(learner, courses)
    client = api_client(learner)
    client.get("/api/v1/lessons/")
    with django_assert_num_queries(4):
        answer = client.get("/api/v1/lessons/", {"per_page": 100}).json()
    assert answer["meta"]["total"] == 4 + 2 * count
    assert {row["access"]["reason"] for row in answer["data"]} == {"enrolled"}


def test_completing_is_once_and_ends_with_the_course(course, learner):
    client = api_client(learner)
    answers = [client.post(at(lesson, "complete/")).json()["data"] for lesson in lessons_of(course)]
    assert [answer["percent"] for answer in answers] == [25, 50, 75, 100]
    assert [answer["is_course_completed"] for answer in answers] == [False, False, False, True]
    again = client.post(at(lessons_of(course)[0], "complete/")).json()["data"]
    assert again["completed_at"] == answers[0]["completed_at"]
    assert Completion.objects.count() == 4
    assert_error(client.delete(at(lessons_of(course)[0], "complete/")), 409, "COURSE_FINISHED")


def test_completion_is_taken_back(course, learner, lesson):
    client = api_client(learner)
    client.post(at(lesson, "complete/"))
    assert client.delete(at(lesson, "complete/")).status_code == 204
    assert not Completion.objects.exists()


def test_film_must_be_watched_to_its_end():
    course = make_course(modules=1, lessons=1)
    film = make_lesson(modules_of(course)[0], title="Film", video=MediaFactory(), completes_by="video")
    client = api_client(enroll(course=course).user)
    assert_error(client.post(at(film, "complete/")), 409, "LESSON_WANTS_VIDEO")
    assert client.post(at(film, "complete/"), {"how": "video"}).status_code == 200
    assert "how" in assert_error(client.post(at(film, "complete/"), {"how": "magic"}), 400, "VALIDATION_ERROR")


def test_stranger_completes_nothing(lesson):
    assert_error(api_client().post(at(lesson, "complete/")), 401, "NOT_AUTHENTICATED")
    assert_error(api_client(UserFactory()).post(at(lesson, "complete/")), 403, "NOT_ENROLLED")


def test_watched_parts_are_merged(learner, lesson):
    client = api_client(learner)
    url = at(lesson, "progress/")
    assert client.get(url).json()["data"]["watched_seconds"] == 0
    client.put(url, {"position_seconds": 15, "spans": [[0, 15]]})
    client.put(url, {"position_seconds": 62, "spans": [[40, 62], [10, 20]]})
    data = client.put(url, {"position_seconds": 62, "spans": [[40, 62]]}).json()["data"]
    assert (data["spans"], data["watched_seconds"], data["position_seconds"]) == ([[0, 20], [40, 62]], 42, 62)
    assert client.get(url).json()["data"] == data
    assert WatchProgress.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"position_seconds": -1},
        {"position_seconds": 10**12},
        {"position_seconds": 1.5},
        {"position_seconds": True, "spans": [[True]]},
        {"position_seconds": 1, "spans": "abc"},
        {"position_seconds": 1, "spans": [[1, 2, 3]]},
        {"position_seconds": 1, "spans": [[0, 10**9]]},
        {"position_seconds": 1, "spans": [[0, 1]] * 201},
        {"position_seconds": 1, "watched_seconds": 10},
        [],
    ],
)
def test_watched_parts_that_do_not_fit_are_refused(learner, lesson, body):
    assert_error(api_client(learner).put(at(lesson, "progress/"), body), 400, "VALIDATION_ERROR")
    assert not WatchProgress.objects.exists()


def test_part_that_ends_before_it_begins_is_refused(learner, lesson):
    answer = api_client(learner).put(at(lesson, "progress/"), {"position_seconds": 1, "spans": [[9, 3]]})
    assert_error(answer, 422, "WATCHING_INVALID")


def test_files_of_a_lesson_are_for_its_readers(course, learner):
    document = DocumentFactory(title="Pattern")
    lesson = make_lesson(modules_of(course)[0], title="With file", attachments=[document])
    [row] = api_client(learner).get(at(lesson, "attachments/")).json()["data"]
    assert row["title"] == "Pattern"
    assert row["filename"]
    answer = api_client(learner).get(row["url"])
    assert b"".join(answer.streaming_content)
    assert_error(api_client(UserFactory()).get(at(lesson, "attachments/")), 403, "LESSON_LOCKED")
    assert_error(api_client().get(at(lesson, "attachments/")), 401, "NOT_AUTHENTICATED")
