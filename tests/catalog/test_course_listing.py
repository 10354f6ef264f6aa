"""The list of courses and the panel of the first page: whose courses, which facts, how many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.models import CoursePage
from catalog.services.courses import create_course
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import (
    CategoryFactory,
    enroll,
    lessons_of,
    make_course,
    make_courses,
    make_lesson,
    make_module,
    modules_of,
    reload,
)

pytestmark = pytest.mark.django_db
LISTING = "/cms/courses/"
HOSTILE = '<img src=x onerror="alert(1)">'


def titles(answer) -> list[str]:
    return [course.draft_title for course in answer.context["object_list"]]


def a_course(title: str, author, **facts) -> CoursePage:
    course = create_course(author=author, title=title)
    CoursePage.objects.filter(pk=course.pk).update(**facts)
    return course


@pytest.mark.parametrize("path", [LISTING, "/cms/courses/results/"])
def test_only_people_who_write_courses_see_the_list(client, path):
    assert client.get(path).status_code == 302
    client.force_login(UserFactory())
    assert client.get(path).status_code in (302, 403)


def test_instructors_see_own_and_co_taught_courses_moderators_all(client):
    one, other = InstructorFactory(), InstructorFactory()
    a_course("Mine", one)
    shared = a_course("Shared", other)
    a_course("Foreign", other)
    one.groups.add(shared.team.group)
    client.force_login(one)
    answer = client.get(LISTING)
    assert set(titles(answer)) == {"Mine", "Shared"}
    assert b"Foreign" not in answer.content
    assert b"Instructors</th>" not in answer.content
    for person in (ModeratorFactory(), AdminFactory()):
        client.force_login(person)
        answer = client.get(LISTING)
        assert set(titles(answer)) == {"Mine", "Shared", "Foreign"}
        assert other.display_name in answer.content.decode()


@pytest.mark.parametrize(("who", "queries"), [("author", 12), ("moderator", 15)])
def test_list_costs_the_same_queries_at_one_and_at_twenty(client, django_assert_num_queries, who, queries):
    author = InstructorFactory()
    make_course(author=author, lessons=1)
    client.force_login(author if who == "author" else ModeratorFactory())
    client.get(LISTING)
    with django_assert_num_queries(queries):
        client.get(LISTING)
    make_courses(19, author=author, modules=0)
    with django_assert_num_queries(queries):
        assert len(titles(client.get(LISTING))) == 20


def test_facts_of_a_course(client):
    course = make_course(lessons=2)
    for _number in range(2):
        enroll(course=course)
    make_lesson(modules_of(course)[0], live=False)
    client.force_login(course.owner)
    row = client.get(LISTING).context["object_list"][0]
    assert (row.lesson_total, row.learner_total, row.waiting) == (3, 2, 1)
    assert row.changed_at == lessons_of(course)[2].latest_revision_created_at
    content = client.get(LISTING).content.decode()
    assert f"/cms/courses/{course.pk}/board/" in content
    assert 'data-state="changed"' in content


def test_filters_search_and_order(client):
    author, category = InstructorFactory(), CategoryFactory()
    now = timezone.now()
    a_course("Draft of bread", author, category=category)
    a_course("Live bread", author, live=True, first_published_at=now, has_unpublished_changes=False)
    a_course("Changed", author, live=True, first_published_at=now, has_unpublished_changes=True)
    a_course("Offline", author, first_published_at=now)
    client.force_login(author)
    expected = {
        "?state=draft": ["Draft of bread"],
        "?state=live": ["Live bread"],
        "?state=changed": ["Changed"],
        "?state=unpublished": ["Offline"],
        "?state=scheduled": [],
        f"?category={category.pk}": ["Draft of bread"],
        "?q=bread&ordering=title": ["Draft of bread", "Live bread"],
        "?q=bread&ordering=-title": ["Live bread", "Draft of bread"],
        "?ordering=password": ["Offline", "Changed", "Live bread", "Draft of bread"],
        "?p=99&ordering=title": ["Changed", "Draft of bread", "Live bread", "Offline"],
        "?state=nonsense&ordering=title": ["Changed", "Draft of bread", "Live bread", "Offline"],
    }
    for query, found in expected.items():
        assert titles(client.get(LISTING + query)) == found, query
    for key in ("lesson_total", "learner_total", "changed_at"):
        assert client.get(f"{LISTING}?ordering=-{key}").status_code == 200
    assert "No course fits" in client.get(f"{LISTING}?q=nothing").content.decode()


def test_list_has_pages_and_an_empty_state(client):
    author = InstructorFactory()
    client.force_login(author)
    assert "will be listed here" in client.get(LISTING).content.decode()
    courses = make_courses(21, author=author, modules=0, live=False)
    last = max(course.draft_title for course in courses)
    assert titles(client.get(f"{LISTING}?p=2&ordering=title")) == [last]


def test_hostile_title_and_search_are_shown_as_text(client):
    author = InstructorFactory()
    a_course(HOSTILE, author)
    client.force_login(author)
    for path in (LISTING, f"{LISTING}?q={HOSTILE}", "/cms/"):
        assert HOSTILE not in client.get(path).content.decode()


def test_menu_leads_to_the_list(client):
    client.force_login(InstructorFactory())
    assert LISTING in client.get("/cms/").content.decode()


def test_first_page_says_what_is_missing_and_what_to_do(client):
    course = make_course(modules=0, live=False)
    client.force_login(course.owner)
    content = client.get("/cms/").content.decode()
    assert "Still missing:" in content
    assert "Add lessons" in content
    full = reload(course)
    full.outcomes, full.summary, full.category = [("item", "Bake")], "Bread.", CategoryFactory()
    full.save_revision()
    make_lesson(make_module(course, live=False), live=False)
    content = client.get("/cms/").content.decode()
    assert "Open the curriculum" in content
    assert "a summary" not in content


def test_panel_costs_the_same_queries_at_one_and_at_eleven(client, django_assert_num_queries):
    author = InstructorFactory()
    a_course("First", author)
    client.force_login(author)
    client.get("/cms/")
    with CaptureQueriesContext(connection) as before:
        client.get("/cms/")
    make_courses(11, author=author, modules=0, live=False)
    with django_assert_num_queries(len(before)):
        content = client.get("/cms/").content.decode()
    assert content.count('class="board-card"') == 10
    assert "All your courses" in content
