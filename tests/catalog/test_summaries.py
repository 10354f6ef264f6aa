"""The read model of the catalog follows the pages."""

import pytest

from catalog.models import CourseSummary
from catalog.services.publishing import course_of
from catalog.services.summaries import count_learners, draft_summary, push_learner_count, refresh_summary
from lms_site.models import OutboxEvent
from tests.factories.accounts import InstructorFactory
from tests.factories.catalog import (
    CategoryFactory,
    ImageFactory,
    enroll,
    lessons_of,
    make_course,
    make_lesson,
    modules_of,
    reload,
)

pytestmark = pytest.mark.django_db


def test_publishing_writes_the_row():
    author = InstructorFactory(display_name="Rahma")
    category = CategoryFactory(name="Crafts", hue=20, motif="parang")
    course = make_course(title="Kawung", author=author, category=category, lessons=2, level="beginner")
    row = CourseSummary.objects.get(course=course)
    assert (row.title, row.level, row.lesson_count, row.minutes) == ("Kawung", "beginner", 2, 20)
    assert (row.category_name, row.hue, row.motif) == ("Crafts", 20, "parang")
    assert row.instructor_names == "Rahma"
    assert row.url == "/courses/kawung/"
    assert "kawung" in row.search_text
    assert "rahma" in row.search_text


def test_unpublishing_removes_the_row_and_publishing_brings_it_back():
    course = make_course()
    course.unpublish()
    assert not CourseSummary.objects.exists()
    reload(course).save_revision().publish()
    assert CourseSummary.objects.filter(course=course).exists()


def test_drafts_have_no_row():
    make_course(live=False)
    assert not CourseSummary.objects.exists()


def test_new_lesson_changes_the_row_in_the_same_transaction():
    course = make_course(lessons=1)
    make_lesson(modules_of(course)[0], title="New", expected_minutes=50)
    row = CourseSummary.objects.get(course=course)
    assert (row.lesson_count, row.minutes) == (2, 60)


def test_renaming_the_course_changes_title_and_address():
    course = make_course(title="Old name")
    course.title, course.slug = "New name", "new-name"
    course.save_revision().publish()
    row = CourseSummary.objects.get(course=course)
    assert (row.title, row.url) == ("New name", "/courses/new-name/")


def test_picture_of_the_course_takes_the_place_of_the_batik():
    drawn = make_course()
    pictured = make_course(image=ImageFactory())
    assert drawn.card.cover_url.startswith("/covers/")
    assert pictured.card.cover_url.startswith("/media/images/")


def test_learners_are_counted_once_each():
    course = make_course()
    enroll(course=course)
    enroll(course=course)
    push_learner_count(course)
    assert CourseSummary.objects.get(course=course).learner_count == count_learners(course) == 2


def test_refresh_twice_keeps_one_row():
    course = make_course()
    refresh_summary(course)
    refresh_summary(course)
    assert CourseSummary.objects.count() == 1


def test_draft_summary_is_not_saved():
    course = make_course(live=False)
    assert draft_summary(course).title == course.title
    assert not CourseSummary.objects.exists()


def test_events_tell_of_creation_and_publication():
    course = make_course(lessons=0)
    names = list(OutboxEvent.objects.order_by("pk").values_list("name", flat=True))
    assert names.count("catalog.events.CourseCreated") == 1
    assert names.count("catalog.events.CoursePublished") == 1
    created = OutboxEvent.objects.get(name="catalog.events.CourseCreated")
    assert created.payload == {"course_id": course.pk, "author_id": course.owner_id}


def test_course_of_finds_the_course_from_any_page():
    course = make_course()
    for page in (course, modules_of(course)[0], lessons_of(course)[0]):
        assert course_of(page) == course
    assert course_of(course.get_parent()) is None
