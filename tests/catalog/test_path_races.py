"""Entering and ending a learning path many times at once."""

import threading

from catalog.models import Certificate, Enrollment, Grant, PathEnrollment
from catalog.services.paths import advance, enroll_in_path
from lms_site.models import OutboxEvent
from tests.catalog.test_races import AT_ONCE
from tests.factories.accounts import UserFactory
from tests.factories.catalog import make_course, make_path
from tests.factories.paths import finish
from tests.threads import RACES, all_at_once

pytestmark = RACES


def test_entering_many_times_at_once_is_entering_once():
    path, learner = make_path(make_course(lessons=1)), UserFactory()
    results = all_at_once(lambda _number: enroll_in_path(user=learner, path=path).pk, range(AT_ONCE))
    assert len(set(results)) == 1
    assert PathEnrollment.objects.count() == Enrollment.objects.count() == Grant.objects.count() == 1


def test_control_entering_by_check_then_insert_fails():
    path, learner = make_path(), UserFactory()
    looked = threading.Barrier(AT_ONCE)

    def naive(_number):
        if not PathEnrollment.objects.filter(user=learner, path_key=path.translation_key).exists():
            looked.wait(timeout=30)
            PathEnrollment.objects.create(user=learner, path_key=path.translation_key)

    errors = [result for result in all_at_once(naive, range(AT_ONCE)) if isinstance(result, Exception)]
    assert len(errors) == AT_ONCE - 1


def test_end_of_a_path_told_many_times_at_once_ends_it_once_and_without_the_lock_often():
    course, learner = make_course(lessons=1), UserFactory()
    path = make_path(course)
    enrollment = enroll_in_path(user=learner, path=path)
    finish(learner, course)
    looked = threading.Barrier(AT_ONCE)
    ended = []

    def begin_again():
        Certificate.objects.filter(path_enrollment=enrollment).delete()
        OutboxEvent.objects.all().delete()
        PathEnrollment.objects.update(completed_at=None, completed_count=0)

    def naive(_number):
        row = PathEnrollment.objects.get(pk=enrollment.pk)
        looked.wait(timeout=30)
        if row.completed_at is None:
            ended.append(row)

    begin_again()
    all_at_once(lambda _number: advance(enrollment_id=enrollment.pk, path=path), range(AT_ONCE))
    assert Certificate.objects.filter(path_enrollment=enrollment).count() == 1
    assert OutboxEvent.objects.filter(name="catalog.events.PathCompleted").count() == 1
    begin_again()
    all_at_once(naive, range(AT_ONCE))
    assert len(ended) == AT_ONCE
