"""Enrollments, progress, certificates."""

import uuid

import pytest

from catalog.models import Enrollment, Grant
from catalog.services.certificates import revoke_certificate
from catalog.services.enrollment import revoke
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import EnrollmentCodeFactory, enroll, lessons_of, make_course, make_courses
from tests.factories.learning import enroll_in_all
from tests.factories.paths import finish
from tests.lms_site.api.test_envelope import assert_error

pytestmark = pytest.mark.django_db


def enroll_url(course) -> str:
    return f"/api/v1/courses/{course.pk}/enroll/"


def test_free_course_is_entered_once_and_left():
    course, learner = make_course(lessons=2, modules=1), UserFactory()
    client = api_client(learner)
    first = client.post(enroll_url(course))
    assert first.status_code == 201
    assert first.json()["data"]["next_lesson"]["title"] == "Lesson 1.1"
    assert client.post(enroll_url(course)).json()["data"]["id"] == first.json()["data"]["id"]
    assert Enrollment.objects.count() == 1

    assert client.delete(enroll_url(course)).status_code == 204
    assert client.get("/api/v1/enrollments/").json()["data"] == []
    assert_error(client.get(f"/api/v1/courses/{course.pk}/progress/"), 403, "NOT_ENROLLED")


def test_paid_course_opens_with_its_own_code_alone():
    course = make_course(modules=0, price_minor=1900)
    code = EnrollmentCodeFactory(course=course, code="BATIK-26", max_uses=1)
    other = EnrollmentCodeFactory(course=make_course(modules=0), code="OTHER-26")
    client = api_client(UserFactory())

    assert_error(client.post(enroll_url(course)), 403, "NOT_ON_SALE")
    assert_error(client.post(enroll_url(course), {"code": "WRONG"}), 404, "CODE_UNKNOWN")
    assert_error(client.post(enroll_url(course), {"code": other.code}), 404, "CODE_UNKNOWN")
    assert client.post(enroll_url(course), {"code": f" {code.code.lower()} "}).status_code == 201
    assert_error(api_client(UserFactory()).post(enroll_url(course), {"code": code.code}), 409, "CODE_USED_UP")


def test_price_and_rights_cannot_be_sent_along():
    course, learner = make_course(modules=0, price_minor=1900), UserFactory()
    for name in ("price_amount_minor", "source", "is_staff", "user"):
        details = assert_error(api_client(learner).post(enroll_url(course), {name: 0}), 400, "VALIDATION_ERROR")
        assert name in details
    assert not Grant.objects.exists()


def test_same_key_enrolls_once_and_answers_the_same():
    course, learner = make_course(modules=0), UserFactory()
    client, key = api_client(learner), {"Idempotency-Key": "enroll-1"}
    first, second = client.post(enroll_url(course), headers=key), client.post(enroll_url(course), headers=key)
    assert first.json()["data"] == second.json()["data"]
    assert second.headers["Idempotency-Replayed"] == "true"
    other = client.post(enroll_url(course), {"code": "X"}, headers=key)
    assert_error(other, 409, "IDEMPOTENCY_KEY_REUSED")


def test_progress_names_completed_lessons_and_the_next():
    course = make_course(lessons=3, modules=1)
    learner = enroll(course=course).user
    first, second, _third = lessons_of(course)
    client = api_client(learner)
    client.post(f"/api/v1/lessons/{first.pk}/complete/")
    data = client.get(f"/api/v1/courses/{course.pk}/progress/").json()["data"]
    assert (data["percent"], data["completed_lessons"]) == (33, [first.pk])
    assert data["next_lesson"]["id"] == second.pk
    assert client.get(f"/api/v1/enrollments/{data['id']}/").json()["data"]["completed_lessons"] == [first.pk]


def test_enrollment_of_somebody_else_is_not_found():
    enrollment = enroll(course=make_course(modules=0))
    assert_error(api_client(UserFactory()).get(f"/api/v1/enrollments/{enrollment.pk}/"), 404, "NOT_FOUND")
    assert_error(api_client(ModeratorFactory()).get(f"/api/v1/enrollments/{enrollment.pk}/"), 404, "NOT_FOUND")
    assert_error(api_client().get("/api/v1/enrollments/"), 401, "NOT_AUTHENTICATED")


@pytest.mark.parametrize("count", [1, 100])
def test_list_of_enrollments_takes_the_same_queries(count, committed, django_assert_num_queries):
    learner = UserFactory()
    with committed():
        courses = make_courses(count, lessons=1, modules=1)
        enroll_in_all(learner, courses)
    client = api_client(learner)
    client.get("/api/v1/enrollments/", {"per_page": 100})
    with django_assert_num_queries(5):
        answer = client.get("/api/v1/enrollments/", {"per_page": 100})
    assert len(answer.json()["data"]) == count
    with django_assert_num_queries(2):
        again = client.get("/api/v1/enrollments/?per_page=100", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_list_is_sent_again_when_access_ends(committed):
    with committed():
        run = enroll(course=make_course(modules=0))
    client, grant = api_client(run.user), run.grants.get()
    first = client.get("/api/v1/enrollments/")
    revoke(source=grant.source, reference=grant.reference)

    again = client.get("/api/v1/enrollments/", headers={"If-None-Match": first.headers["ETag"]})

    assert [row["is_open"] for row in first.json()["data"]] == [True]
    assert [row["is_open"] for row in again.json()["data"]] == [False]


def test_course_that_is_gone_stays_in_the_list():
    course = make_course(lessons=1)
    learner = enroll(course=course).user
    course.unpublish()
    [row] = api_client(learner).get("/api/v1/enrollments/").json()["data"]
    assert (row["is_open"], row["next_lesson"], row["course"]["title"]) == (False, None, course.title)


def test_certificate_is_ones_own_and_checked_by_anybody():
    course, learner = make_course(lessons=1), UserFactory()
    enroll(learner, course)
    finish(learner, course)
    [row] = api_client(learner).get("/api/v1/certificates/").json()["data"]
    url = f"/api/v1/certificates/{row['id']}/"

    assert (row["title"], row["is_revoked"]) == (course.title, False)
    assert api_client(learner).get(url).json()["data"] == row
    assert_error(api_client(UserFactory()).get(url), 404, "NOT_FOUND")
    assert api_client().get(f"{url}verify/").json()["data"]["is_valid"] is True
    assert learner.email not in api_client().get(f"{url}verify/").content.decode()

    revoke_certificate(
        certificate=learner.enrollments.get().certificate, reason="Copied work", actor=ModeratorFactory()
    )
    checked = api_client().get(f"{url}verify/").json()["data"]
    assert (checked["is_valid"], checked["revoked_reason"]) == (False, "Copied work")


def test_unknown_certificate_is_not_found():
    assert_error(api_client().get(f"/api/v1/certificates/{uuid.uuid4()}/verify/"), 404, "NOT_FOUND")
    assert_error(api_client().get("/api/v1/certificates/not-a-number/verify/"), 404, "NOT_FOUND")
