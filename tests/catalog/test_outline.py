"""Outlines: the live curriculum as plain data."""

import pytest
from django.core.cache import cache
from django.db import transaction

from catalog.queries.outline import course_outline, course_outlines, editor_outline
from tests.factories.catalog import lessons_of, make_course, make_courses, make_lesson, make_module, modules_of, reload

pytestmark = pytest.mark.django_db


def titles(outline):
    return [lesson.title for lesson in outline.lessons]


def test_outline_lists_live_lessons_in_order_and_numbers_them():
    outline = course_outline(make_course(modules=2, lessons=2))
    assert titles(outline) == ["Lesson 1.1", "Lesson 1.2", "Lesson 2.1", "Lesson 2.2"]
    assert [lesson.number for lesson in outline.lessons] == [1, 2, 3, 4]
    assert [lesson.module_number for lesson in outline.lessons] == [1, 1, 2, 2]
    assert outline.lesson_count == 4


def test_outline_leaves_drafts_and_what_is_below_them_out():
    course = make_course(modules=2, lessons=1)
    make_lesson(modules_of(course)[0], title="Draft", live=False)
    modules_of(course)[1].unpublish()
    assert titles(course_outline(reload(course))) == ["Lesson 1.1"]


def test_unpublished_course_has_no_lessons():
    course = make_course()
    course.unpublish()
    assert course_outline(reload(course)).lessons == ()


def test_outline_adds_minutes_up():
    course = make_course(modules=2, lessons=2, lesson_fields={"expected_minutes": 15})
    outline = course_outline(course)
    assert outline.minutes == 60
    assert outline.modules[0].minutes == 30


def test_lesson_urls_are_those_of_the_pages():
    course = make_course(modules=2, lessons=2)
    urls = [lesson.url for lesson in course_outline(course).lessons]
    assert urls == [lesson.get_url() for lesson in lessons_of(course)]


def test_neighbours_cross_modules_and_end_at_the_ends():
    outline = course_outline(make_course(modules=2, lessons=1))
    first, last = outline.lessons
    assert outline.neighbours(first) == (None, last)
    assert outline.neighbours(last) == (first, None)


def test_next_open_prefers_required_lessons():
    course = make_course(lessons=1)
    module = modules_of(course)[0]
    make_lesson(module, title="Optional", is_required=False)
    make_lesson(module, title="Required")
    outline = course_outline(reload(course))
    first, optional, required = outline.lessons
    assert outline.next_open([]) == first
    assert outline.next_open([first.key]) == required
    assert outline.next_open([first.key, required.key]) == optional
    assert outline.next_open([lesson.key for lesson in outline.lessons]) is None


def test_outlines_of_several_courses_do_not_mix():
    one, two = make_course(lessons=1), make_course(lessons=3)
    outlines = course_outlines([one, two])
    assert outlines[one.pk].lesson_count == 1
    assert outlines[two.pk].lesson_count == 3


@pytest.mark.parametrize("count", [1, 20])
def test_outlines_take_two_queries_cold_and_none_warm(
    count, django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        courses = make_courses(count, lessons=1)
    for course in courses:
        course.get_url()
    cache.clear()
    with django_assert_num_queries(3):  # versions, modules, lessons
        course_outlines(courses)
    with django_assert_num_queries(0):
        course_outlines(courses)


@pytest.mark.django_db(transaction=True)
def test_publishing_makes_the_cached_outline_void():
    course = make_course(lessons=1)
    assert course_outline(course).lesson_count == 1
    make_lesson(modules_of(course)[0], title="New")
    assert course_outline(course).lesson_count == 2
    lesson = lessons_of(course)[0]
    lesson.title = "Renamed"
    lesson.save_revision().publish()
    assert titles(course_outline(course))[0] == "Renamed"


@pytest.mark.django_db(transaction=True)
def test_rolled_back_change_leaves_nothing_in_the_cache():
    course = make_course(lessons=1)
    lesson = lessons_of(course)[0]
    with transaction.atomic():
        lesson.unpublish()
        assert course_outline(reload(course)).lesson_count == 0
        transaction.set_rollback(True)
    assert course_outline(reload(course)).lesson_count == 1
    make_module(course, title="Later")
    assert course_outline(reload(course)).lesson_count == 1


def test_editor_outline_shows_drafts_too():
    course = make_course(live=False, modules=1, lessons=2)
    rows = editor_outline(course)
    assert [row["page"].title for row in rows] == ["Module 1"]
    assert [lesson.title for lesson in rows[0]["lessons"]] == ["Lesson 1.1", "Lesson 1.2"]
