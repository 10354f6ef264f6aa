"""Learning paths."""

from types import SimpleNamespace

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import make_course, make_path
from tests.factories.paths import finish
from tests.lms_site.api.test_envelope import assert_error
from tests.sharing import own

pytestmark = pytest.mark.django_db
PATHS = "/api/v1/learning-paths/"


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(courses=[make_course(title=f"Step {number}", lessons=1, modules=1) for number in (1, 2)])


courses = own("courses")


def test_paths_are_listed_and_read(courses):
    path = make_path(*courses, title="Cloth", subtitle="From yarn", is_fixed_order=True)
    [row] = api_client().get(PATHS).json()["data"]
    assert (row["title"], row["course_count"], row["is_fixed_order"]) == ("Cloth", 2, True)
    data = api_client().get(f"{PATHS}{path.pk}/").json()["data"]
    assert [course["title"] for course in data["courses"]] == ["Step 1", "Step 2"]


def test_path_is_walked_to_its_certificate(courses):
    path, learner = make_path(*courses, is_fixed_order=True), UserFactory()
    client = api_client(learner)
    assert_error(client.get(f"{PATHS}{path.pk}/progress/"), 403, "NOT_ENROLLED")
    entered = client.post(f"{PATHS}{path.pk}/enroll/")
    assert entered.status_code == 201
    assert [step["state"] for step in entered.json()["data"]["steps"]] == ["open", "locked"]

    for course in courses:
        finish(learner, course)
    data = client.get(f"{PATHS}{path.pk}/progress/").json()["data"]
    assert (data["percent"], [step["state"] for step in data["steps"]]) == (100, ["done", "done"])
    assert data["certificate"]


def test_path_is_left(courses):
    path, client = make_path(*courses), api_client(UserFactory())
    client.post(f"{PATHS}{path.pk}/enroll/")
    assert client.delete(f"{PATHS}{path.pk}/enroll/").status_code == 204
    assert_error(client.get(f"{PATHS}{path.pk}/progress/"), 403, "NOT_ENROLLED")


def test_draft_and_visitor_are_refused(courses):
    draft, path = make_path(*courses, title="Draft", live=False), make_path(*courses, title="Live")
    assert_error(api_client().get(f"{PATHS}{draft.pk}/"), 404, "NOT_FOUND")
    assert_error(api_client(UserFactory()).post(f"{PATHS}{draft.pk}/enroll/"), 404, "NOT_FOUND")
    assert_error(api_client().post(f"{PATHS}{path.pk}/enroll/"), 401, "NOT_AUTHENTICATED")


@pytest.mark.parametrize("count", [1, 20])
def test_list_of_paths_takes_the_same_queries(courses, count, django_assert_num_queries):
    for number in range(count):
        make_path(*courses, title=f"Path {number}")
    api_client().get(PATHS)
    with django_assert_num_queries(3):
        assert len(api_client().get(PATHS).json()["data"]) == count
