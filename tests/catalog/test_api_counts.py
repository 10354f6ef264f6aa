"""What the read API asks of the database: the same for one item and for twenty.

Where lessons count, two of the queries read the outline anew: nothing of it is kept in a transaction
that has changed the course, and these tests are one.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import (
    CategoryFactory,
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    enroll,
    lessons_of,
    make_course,
    make_courses,
    make_lesson,
    modules_of,
    publish_tree,
)

pytestmark = pytest.mark.django_db
PAGES = "/api/cms/v2/pages/"
COURSES = {"type": "catalog.CoursePage"}
LESSONS = {"type": "catalog.LessonPage", "limit": 50}


@pytest.fixture(autouse=True)
def no_kept_pages(settings):
    """Every request is answered anew, as for the first visitor after something was published."""
    settings.LMS_PAGE_CACHE_SECONDS = 0


def count(client, path=PAGES, query=None, items=None):
    """Queries of one answer; those for version numbers, which Redis saves, are left out."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path, query)
    assert answer.status_code == 200, answer.content
    if items is not None:
        assert len(answer.json()["items"]) == items
    return len([query for query in captured.captured_queries if "lms_site_cacheversion" not in query["sql"]])


def make_rich_course(**fields):
    return make_course(
        modules=0,
        category=CategoryFactory(),
        image=ImageFactory(),
        outcomes=[("item", "Fold a paper crane")],
        description=[("paragraph", "<p>Paper only.</p>")],
        **fields,
    )


def test_list_of_courses_costs_four_queries_with_one_and_with_twenty(client):
    make_rich_course()
    with_one = count(client, query=COURSES, items=1)
    make_courses(19, modules=0)
    with_twenty = count(client, query=COURSES, items=20)
    assert (with_one, with_twenty) == (4, 4)


def test_list_of_courses_with_all_fields_costs_seven_queries_with_one_and_with_six(client):
    query = {**COURSES, "fields": "*"}
    make_rich_course()
    client.get(PAGES, query)  # makes the renditions of the cover, once and for all
    with_one = count(client, query=query, items=1)
    for _number in range(5):
        make_rich_course()
    client.get(PAGES, query)
    with_six = count(client, query=query, items=6)
    assert (with_one, with_six) == (7, 7)


def test_mixed_list_with_all_fields_costs_the_same_at_any_length(client):
    course = make_course(modules=1, lessons=1)
    client.get(PAGES, {"fields": "*"})
    with_few = count(client, query={"fields": "*"})
    add_lessons(course, 5)
    assert count(client, query={"fields": "*"}) == with_few == 7


def test_token_costs_a_list_as_much_as_a_session_and_the_same_at_any_length(client):
    learner = UserFactory()
    course = make_course(modules=1, lessons=1)
    enroll(learner, course)
    program = api_client(learner)
    query = {**LESSONS, "fields": "*"}

    def counts(items):
        by_token = count(program, query=query, items=items)
        return by_token, count(client, query=query, items=items)

    client.force_login(learner)
    counts(1)
    with_one = counts(1)
    add_lessons(course, 9)
    counts(10)
    assert counts(10) == with_one
    assert with_one[0] == with_one[1]


def make_two_courses_full_of_files():
    courses = [make_course(modules=1, lessons=0) for _number in range(2)]
    fill_lessons(courses, range(10))
    return courses


def fill_lessons(courses, numbers):
    """Lessons with a film and a file, in one course and the other by turns; published at one stroke."""
    for number in numbers:
        make_lesson(
            modules_of(courses[number % 2])[0],
            title=f"Lesson {number}",
            live=False,
            video=MediaFactory(),
            attachments=[DocumentFactory()],
        )
    for course in courses:
        publish_tree(course)


def add_lessons(course, number):
    """So many more lessons, published at one stroke."""
    for place in range(number):
        make_lesson(modules_of(course)[0], title=f"More {place}", live=False)
    publish_tree(course)


def test_list_of_lessons_with_bodies_costs_the_same_at_any_length(client):
    courses = make_two_courses_full_of_files()
    stranger, learner = UserFactory(), UserFactory()
    for course in courses:
        enroll(learner, course)
    query = {**LESSONS, "fields": "*"}

    def counts(items):
        found = []
        for person in (None, stranger, learner):
            client.logout()
            if person:
                client.force_login(person)
            client.get(PAGES, query)
            found.append(count(client, query=query, items=items))
        return found

    with_ten = counts(10)
    fill_lessons(courses, range(10, 16))
    assert with_ten == counts(16) == [8, 10, 11]


def test_detail_of_a_course_costs_the_same_for_a_long_and_a_short_one(client):
    short = make_course(modules=1, lessons=1)
    long = make_course(modules=3, lessons=4)
    counts = [count(client, f"{PAGES}{course.pk}/") for course in (short, long)]
    assert counts == [9, 9]


def test_detail_of_a_lesson_is_cheap(client):
    course = make_course(modules=1, lessons=1)
    path = f"{PAGES}{lessons_of(course)[0].pk}/"
    assert count(client, path) == 8
    client.force_login(enroll(course=course).user)
    assert count(client, path) == 12


def test_lists_of_images_and_documents_cost_the_same_at_any_length(client):
    for factory, path in (
        (ImageFactory, "/api/cms/v2/images/"),
        (lambda: DocumentFactory(is_public=True), "/api/cms/v2/documents/"),
    ):
        factory()
        with_one = count(client, path, items=1)
        for _number in range(4):
            factory()
        assert count(client, path, items=5) == with_one
