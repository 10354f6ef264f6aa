"""Drafts belong to their team: for others they are not there, and live pages are not theirs to change."""

from types import SimpleNamespace

import pytest

from catalog.models import CoursePage
from catalog.services.teams import sync_team
from tests.catalog.api.v1.authoring.material import ROOT, data_of, details_of
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import lessons_of, make_course, make_lesson, modules_of
from tests.sharing import own

pytestmark = pytest.mark.django_db

# Method, address, body: everything that writes an existing course or shows its draft.
COURSE_CALLS = [
    ("put", "courses/{course}/", {"title": "Mine now"}),
    ("patch", "courses/{course}/", {"title": "Mine now"}),
    ("delete", "courses/{course}/", None),
    ("get", "courses/{course}/draft/", None),
    ("post", "courses/{course}/submit/", {}),
    ("post", "courses/{course}/modules/", {"title": "Mine now"}),
    ("put", "modules/{module}/", {"title": "Mine now"}),
    ("patch", "modules/{module}/", {"title": "Mine now"}),
    ("delete", "modules/{module}/", None),
    ("get", "modules/{module}/draft/", None),
    ("put", "lessons/{lesson}/", {"title": "Mine now"}),
    ("patch", "lessons/{lesson}/", {"title": "Mine now"}),
    ("delete", "lessons/{lesson}/", None),
    ("get", "lessons/{lesson}/draft/", None),
]


@pytest.fixture(scope="module")
def made(made_once):
    people = {factory: factory() for factory in (InstructorFactory, UserFactory)}
    return SimpleNamespace(live=make_course(), hidden=make_course(live=False), people=people)


live, hidden, people = own("live"), own("hidden"), own("people")


@pytest.fixture(params=COURSE_CALLS, ids=lambda call: f"{call[0]} {call[1]}")
def call(request):
    """Sends one of the calls about a course as somebody."""
    method, address, body = request.param

    def send(user, course):
        ids = {"course": course.pk, "module": modules_of(course)[0].pk, "lesson": lessons_of(course)[0].pk}
        arguments = [] if body is None else [body]
        return getattr(api_client(user), method)(ROOT + address.format(**ids), *arguments)

    return send


@pytest.mark.parametrize("factory", [InstructorFactory, UserFactory])
def test_draft_of_others_is_not_there(call, hidden, people, factory):
    details_of(call(people[factory], hidden), 404, "NOT_FOUND")
    assert not CoursePage.objects.filter(draft_title="Mine now").exists()


@pytest.mark.parametrize("factory", [InstructorFactory, UserFactory])
def test_live_course_of_others_is_seen_and_refused(call, live, people, factory):
    details_of(call(people[factory], live), 403, "PERMISSION_DENIED")


@pytest.mark.parametrize("is_live", [True, False])
def test_nobody_writes_without_signing_in(call, live, hidden, is_live):
    details_of(call(None, live if is_live else hidden), 401, "NOT_AUTHENTICATED")


def test_draft_page_in_a_live_course_of_others_is_not_there(live):
    draft = make_lesson(modules_of(live)[0], live=False)
    details_of(api_client(InstructorFactory()).patch(f"{ROOT}lessons/{draft.pk}/", {}), 404, "NOT_FOUND")


def test_team_and_moderators_write(hidden):
    course, colleague = hidden, InstructorFactory()
    sync_team(course=course, user_ids={course.owner_id, colleague.pk})
    for number, person in enumerate((course.owner, colleague, ModeratorFactory())):
        answer = api_client(person).patch(f"{ROOT}courses/{course.pk}/", {"subtitle": f"{number}"})
        assert data_of(answer)["draft"]["subtitle"] == f"{number}"


def test_author_who_is_no_instructor_any_more_writes_no_more(hidden):
    from accounts.roles import STUDENT
    from accounts.services.roles import assign_role

    assign_role(user=hidden.owner, role=STUDENT)
    details_of(api_client(hidden.owner).patch(f"{ROOT}courses/{hidden.pk}/", {}), 404, "NOT_FOUND")


def test_learner_begins_no_course():
    before = CoursePage.objects.count()
    details_of(api_client(UserFactory()).post(f"{ROOT}courses/", {"title": "Mine"}), 403, "PERMISSION_DENIED")
    details_of(api_client().post(f"{ROOT}courses/", {"title": "Mine"}), 401, "NOT_AUTHENTICATED")
    details_of(api_client().post(f"{ROOT}lessons/", {"title": "Mine", "module": 1}), 401, "NOT_AUTHENTICATED")
    assert CoursePage.objects.count() == before


def test_lesson_in_a_module_of_others(live, hidden):
    client = api_client(InstructorFactory())
    module = modules_of(live)[0]
    for wrong in (modules_of(hidden)[0].pk, 999_999_999, 2**62):
        assert "module" in details_of(client.post(f"{ROOT}lessons/", {"title": "x", "module": wrong}))
    details_of(client.post(f"{ROOT}lessons/", {"title": "x", "module": module.pk}), 403, "PERMISSION_DENIED")


@pytest.mark.parametrize("address", ["courses/{}/", "modules/{}/", "lessons/{}/", "courses/{}/draft/"])
@pytest.mark.parametrize("wrong", [0, 999_999_999, 2**63 - 1, 2**80, 10**40])
def test_ids_of_nothing(people, address, wrong):
    client = api_client(people[InstructorFactory])
    url = ROOT + address.format(wrong)
    answer = client.get(url) if "draft" in address else client.patch(url, {})
    details_of(answer, 404, "NOT_FOUND")


def test_restricted_live_course_of_others_is_not_there(live):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=live, restriction_type=PageViewRestriction.LOGIN)
    details_of(api_client(InstructorFactory()).patch(f"{ROOT}courses/{live.pk}/", {}), 404, "NOT_FOUND")
