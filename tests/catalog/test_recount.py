"""Counting again when the curriculum changes."""

import pytest

from catalog.models import Certificate, Enrollment
from catalog.services.completion import complete_lesson
from catalog.services.recount import recount_course
from catalog.tasks.learning import recount_course as recount_task
from lms_site.models import OutboxEvent
from tests.factories.catalog import enroll, lessons_of, make_course, make_lesson, modules_of, reload

pytestmark = pytest.mark.django_db


def test_new_required_lesson_lowers_the_percentage():
    course = make_course(lessons=1)
    course_two_lessons = make_course(lessons=2)
    enrollment = enroll(course=course_two_lessons)
    complete_lesson(user=enrollment.user, lesson=lessons_of(course_two_lessons)[0])
    make_lesson(modules_of(course_two_lessons)[0], title="New")
    make_lesson(modules_of(course_two_lessons)[0], title="Newer")
    recount_course(course=reload(course_two_lessons))
    enrollment.refresh_from_db()
    assert (enrollment.completed_count, enrollment.required_count) == (1, 4)
    assert course.pk != course_two_lessons.pk


def test_unpublishing_the_last_open_lesson_finishes_the_course():
    course = make_course(lessons=2)
    enrollment = enroll(course=course)
    done, other = lessons_of(course)
    complete_lesson(user=enrollment.user, lesson=done)
    other.unpublish()
    assert recount_course(course=reload(course)) == 1
    enrollment.refresh_from_db()
    assert enrollment.completed_at
    assert Certificate.objects.filter(enrollment=enrollment).exists()
    assert recount_course(course=reload(course)) == 0


def test_new_lesson_leaves_issued_certificate_and_completion_date():
    course = make_course(lessons=1)
    enrollment = enroll(course=course)
    complete_lesson(user=enrollment.user, lesson=lessons_of(course)[0])
    make_lesson(modules_of(course)[0], title="Afterthought")
    recount_course(course=reload(course))
    enrollment.refresh_from_db()
    assert enrollment.completed_at
    assert enrollment.percent == 50
    assert Certificate.objects.count() == 1


def test_unpublished_course_keeps_its_counts():
    course = make_course(lessons=2)
    enrollment = enroll(course=course)
    complete_lesson(user=enrollment.user, lesson=lessons_of(course)[0])
    course.unpublish()
    recount_course(course=reload(course))
    enrollment.refresh_from_db()
    assert (enrollment.completed_count, enrollment.required_count) == (1, 2)


def test_course_without_required_lessons_finishes_nobody():
    course = make_course(lessons=1, lesson_fields={"is_required": False})
    enroll(course=course)
    assert recount_course(course=course) == 0
    assert Enrollment.objects.get().completed_at is None


@pytest.mark.parametrize("learners", [1, 20])
def test_recount_is_one_statement_for_any_number_of_learners(
    learners, django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        course = make_course(lessons=2)
    for _ in range(learners):
        enroll(course=course)
    with django_assert_num_queries(2):
        recount_course(course=course)


@pytest.mark.parametrize("change", ["publish", "unpublish", "move", "delete"])
def test_each_change_of_the_curriculum_queues_a_recount(change):
    course = make_course(modules=2, lessons=2)
    OutboxEvent.objects.all().delete()
    lesson, module = lessons_of(course)[0], modules_of(course)[1]
    {
        "publish": lambda: lesson.save_revision().publish(),
        "unpublish": lambda: lesson.unpublish(),
        "move": lambda: lesson.move(module, pos="last-child"),
        "delete": lambda: lesson.delete(),
    }[change]()
    events = OutboxEvent.objects.filter(name="catalog.events.CurriculumChanged")
    assert events.exists()
    assert {event.payload["course_id"] for event in events} == {course.pk}


def test_recount_task_of_a_course_that_is_gone_does_nothing():
    recount_task(course_id=999_999)
    assert not Enrollment.objects.exists()
