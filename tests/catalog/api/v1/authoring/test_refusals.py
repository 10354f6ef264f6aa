"""What the domain refuses: locks, reviews, records of learners, drafts of two people."""

from types import SimpleNamespace

import pytest

from catalog.models import CoursePage, LessonPage
from tests.catalog.api.v1.authoring.material import ROOT, data_of, details_of
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import enroll, lessons_of, make_course, modules_of, reload
from tests.factories.submissions import finished_course, write_draft
from tests.sharing import own

pytestmark = pytest.mark.django_db
# The page, its last draft and, of a course, the curriculum and the last review.
COURSE_QUERIES, MODULE_QUERIES, LESSON_QUERIES = 15, 12, 13


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(live=False))


course = own("course")


@pytest.fixture
def client(course):
    return api_client(course.owner)


def test_locked_page_is_refused(client, course):
    lesson = lessons_of(course)[0]
    lesson.locked, lesson.locked_by = True, UserFactory()
    lesson.save()
    details_of(client.patch(f"{ROOT}lessons/{lesson.pk}/", {"title": "x"}), 409, "PAGE_IS_LOCKED")
    details_of(client.delete(f"{ROOT}lessons/{lesson.pk}/"), 409, "PAGE_IS_LOCKED")
    details_of(client.delete(f"{ROOT}courses/{course.pk}/"), 409, "PAGE_IS_LOCKED")
    assert data_of(client.get(f"{ROOT}lessons/{lesson.pk}/draft/"))["is_locked"] is True


def test_page_in_wagtails_own_review_is_refused(client, course):
    lesson = lessons_of(course)[0]
    lesson.get_workflow().start(lesson, course.owner)
    details_of(client.patch(f"{ROOT}lessons/{lesson.pk}/", {"title": "x"}), 409, "PAGE_IS_LOCKED")
    assert data_of(client.get(f"{ROOT}lessons/{lesson.pk}/draft/"))["is_in_review"] is True


def test_page_that_repeats_another_is_refused(client, course):
    lesson = lessons_of(course)[0]
    alias = lesson.create_alias(parent=modules_of(course)[0], update_slug="again", user=None)
    details_of(client.patch(f"{ROOT}lessons/{alias.pk}/", {"title": "x"}), 409, "PAGE_REPEATS")


def test_draft_of_a_course_is_deleted_with_all_below_it(client, course):
    assert client.delete(f"{ROOT}courses/{course.pk}/").status_code == 204
    assert not CoursePage.objects.exists()
    assert not LessonPage.objects.exists()
    details_of(client.delete(f"{ROOT}courses/{course.pk}/"), 404, "NOT_FOUND")


def test_drafts_of_lessons_and_modules_are_deleted(client, course):
    lesson, module = lessons_of(course)[0], modules_of(course)[0]
    assert client.delete(f"{ROOT}lessons/{lesson.pk}/").status_code == 204
    assert client.delete(f"{ROOT}modules/{module.pk}/").status_code == 204
    assert not LessonPage.objects.exists()


def test_live_course_is_not_deleted():
    course = make_course()
    client = api_client(course.owner)
    for address in (f"courses/{course.pk}/", f"modules/{modules_of(course)[0].pk}/"):
        details_of(client.delete(ROOT + address), 409, "PAGE_IS_LIVE")


def test_course_that_was_live_is_not_deleted():
    course = make_course()
    course.unpublish()
    for page in [*modules_of(course), *lessons_of(course)]:
        page.unpublish()
    details_of(api_client(course.owner).delete(f"{ROOT}courses/{course.pk}/"), 409, "PAGE_WAS_LIVE")


def test_course_with_learners_is_not_deleted():
    course = make_course()
    enroll(course=course)
    CoursePage.objects.update(live=False, first_published_at=None)
    for page in [*modules_of(course), *lessons_of(course)]:
        type(page).objects.filter(pk=page.pk).update(live=False, first_published_at=None)
    details_of(api_client(course.owner).delete(f"{ROOT}courses/{course.pk}/"), 409, "PAGE_IN_USE")


def test_course_in_review_is_not_deleted_but_may_be_written_on():
    course = finished_course(live=False)
    client = api_client(course.owner)
    data_of(client.post(f"{ROOT}courses/{course.pk}/submit/", {}), 201)
    details_of(client.delete(f"{ROOT}courses/{course.pk}/"), 409, "PAGE_IS_LOCKED")
    assert data_of(client.patch(f"{ROOT}courses/{course.pk}/", {"subtitle": "Later"}))["draft"]["subtitle"] == "Later"


@pytest.mark.parametrize("wrong", [{"go_live_at": "2020-01-01T00:00:00Z"}, {"message": "x" * 2001}, {"unpublish": [1]}])
def test_handing_in_with_a_wrong_wish_is_refused(wrong):
    course = finished_course(live=False)
    details = details_of(api_client(course.owner).post(f"{ROOT}courses/{course.pk}/submit/", wrong))
    assert details.keys() == wrong.keys()
    assert not course.submissions.exists()


@pytest.mark.parametrize("kind", ["courses", "modules", "lessons"])
def test_second_editor_is_told_that_the_first_has_saved(client, course, kind):
    page = {"courses": course, "modules": modules_of(course)[0], "lessons": lessons_of(course)[0]}[kind]
    url = f"{ROOT}{kind}/{page.pk}/"
    read = client.get(f"{url}draft/").headers["ETag"]
    first = client.patch(url, {"title": "First"}, headers={"If-Match": read})
    assert data_of(first)["draft"]["title"] == "First"
    for send in (client.patch, client.put):
        details_of(send(url, {"title": "Second"}, headers={"If-Match": read}), 412, "PRECONDITION_FAILED")
    data_of(client.patch(url, {"title": "Second"}, headers={"If-Match": first.headers["ETag"]}))
    data_of(client.patch(url, {"title": "Third"}, headers={"If-Match": "*"}))
    data_of(client.patch(url, {"title": "Fourth"}))
    details_of(client.patch(url, {"title": "x"}, headers={"If-Match": "nonsense"}), 412, "PRECONDITION_FAILED")


def test_saving_in_the_editor_counts_as_well(client, course):
    lesson = lessons_of(course)[0]
    url = f"{ROOT}lessons/{lesson.pk}/"
    read = client.get(f"{url}draft/").headers["ETag"]
    write_draft(lesson, title="In the editor")
    details_of(client.patch(url, {"title": "By program"}, headers={"If-Match": read}), 412, "PRECONDITION_FAILED")
    assert reload(lesson).draft_title == "In the editor"


def test_draft_of_a_course_is_not_told_twice(client, course):
    url = f"{ROOT}courses/{course.pk}/draft/"
    etag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    write_draft(lessons_of(course)[0], title="Another title")
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 200
    # A lesson has changed, not the course's own draft.
    data_of(client.patch(f"{ROOT}courses/{course.pk}/", {"subtitle": "x"}, headers={"If-Match": etag}))


@pytest.mark.parametrize("count", [1, 20])
def test_drafts_cost_the_same_at_any_length(count, django_assert_num_queries):
    course = make_course(live=False, lessons=count)
    client = api_client(course.owner)
    module, lesson = modules_of(course)[0], lessons_of(course)[0]
    with django_assert_num_queries(COURSE_QUERIES):
        data = data_of(client.get(f"{ROOT}courses/{course.pk}/draft/"))
    assert len(data["modules"][0]["lessons"]) == count
    with django_assert_num_queries(MODULE_QUERIES):
        data_of(client.get(f"{ROOT}modules/{module.pk}/draft/"))
    with django_assert_num_queries(LESSON_QUERIES):
        data_of(client.get(f"{ROOT}lessons/{lesson.pk}/draft/"))
