"""Many at once: one row, one use, one certificate. Each test has its control, a naive twin that must fail.

They need a database with real concurrency; on SQLite, which lets one writer in at a time, there is no race.
"""

import threading

from django.db.models import F

from catalog.errors import CodeUsedUp
from catalog.models import Certificate, Completion, Enrollment, EnrollmentCode, Grant
from catalog.services.codes import redeem_code
from catalog.services.completion import complete_lesson
from catalog.services.enrollment import enroll_oneself
from lms_site.models import OutboxEvent
from tests.factories.accounts import UserFactory
from tests.factories.catalog import EnrollmentCodeFactory, enroll, lessons_of, make_course
from tests.threads import RACES, all_at_once

pytestmark = RACES
AT_ONCE = 12


def test_enrolling_many_times_at_once_makes_one_run_and_one_welcome():
    course, learner = make_course(), UserFactory()
    results = all_at_once(lambda _number: enroll_oneself(user=learner, course=course).pk, range(AT_ONCE))
    assert len(set(results)) == 1
    assert Enrollment.objects.count() == Grant.objects.count() == 1
    assert OutboxEvent.objects.filter(name="catalog.events.StudentEnrolled").count() == 1


def test_control_enrolling_by_check_then_insert_fails():
    course, learner = make_course(), UserFactory()
    looked = threading.Barrier(AT_ONCE)

    def naive(_number):
        if not Enrollment.objects.filter(user=learner, course_key=course.translation_key).exists():
            looked.wait(timeout=30)
            Enrollment.objects.create(user=learner, course_key=course.translation_key)

    errors = [result for result in all_at_once(naive, range(AT_ONCE)) if isinstance(result, Exception)]
    assert len(errors) == AT_ONCE - 1  # only the constraint holds it


def test_last_use_of_a_code_is_given_once():
    code = EnrollmentCodeFactory(max_uses=3)
    results = all_at_once(lambda user: redeem_code(user=user, code=code.code), UserFactory.create_batch(AT_ONCE))
    refused = [result for result in results if isinstance(result, CodeUsedUp)]
    assert len(refused) == AT_ONCE - 3
    assert EnrollmentCode.objects.get().used_count == Enrollment.objects.count() == 3


def test_control_code_counted_without_a_lock_is_given_too_often():
    code = EnrollmentCodeFactory(max_uses=3)
    looked, given = threading.Barrier(AT_ONCE), []

    def naive(user):
        found = EnrollmentCode.objects.get(pk=code.pk)
        looked.wait(timeout=30)
        if found.used_count < found.max_uses:
            given.append(user)

    all_at_once(naive, UserFactory.create_batch(AT_ONCE))
    assert len(given) == AT_ONCE


def test_completing_one_lesson_many_times_at_once_counts_once():
    course = make_course(lessons=2)
    enrollment = enroll(course=course)
    lesson = lessons_of(course)[0]
    results = all_at_once(lambda _number: complete_lesson(user=enrollment.user, lesson=lesson).pk, range(AT_ONCE))
    assert len(set(results)) == 1
    enrollment.refresh_from_db()
    assert enrollment.completed_count == Completion.objects.count() == 1


def test_completing_all_lessons_at_once_finishes_the_course_once():
    course = make_course(lessons=AT_ONCE)
    enrollment = enroll(course=course)
    all_at_once(lambda lesson: complete_lesson(user=enrollment.user, lesson=lesson), lessons_of(course))
    enrollment.refresh_from_db()
    assert enrollment.completed_count == AT_ONCE
    assert Certificate.objects.count() == 1
    assert OutboxEvent.objects.filter(name="catalog.events.CourseCompleted").count() == 1


def test_control_counting_without_a_lock_loses_lessons():
    course = make_course(lessons=AT_ONCE)
    enrollment = enroll(course=course)
    looked = threading.Barrier(AT_ONCE)

    def naive(_number):
        count = Enrollment.objects.get(pk=enrollment.pk).completed_count
        looked.wait(timeout=30)
        Enrollment.objects.filter(pk=enrollment.pk).update(completed_count=count + 1)

    all_at_once(naive, range(AT_ONCE))
    assert Enrollment.objects.filter(completed_count=F("required_count")).count() == 0
