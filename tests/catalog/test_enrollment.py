"""Enrolling, leaving, revoking: grants open a course, and only they do."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import UserActivity
from catalog.access import standing_in
from catalog.errors import CourseClosed, NotEnrolled, NotOnSale
from catalog.models import Enrollment, Grant
from catalog.services.enrollment import (
    enroll,
    enroll_by_staff,
    enroll_oneself,
    enrolled_users,
    leave,
    lock_open_enrollment,
    resume,
    revoke,
)
from lms_site.models import OutboxEvent
from tests.factories.accounts import UserFactory
from tests.factories.catalog import make_course, reload

pytestmark = pytest.mark.django_db


def events_named(name):
    return OutboxEvent.objects.filter(name=f"catalog.events.{name}")


def test_enroll_oneself_in_free_course_opens_it_and_says_so():
    course, learner = make_course(lessons=3), UserFactory()
    enrollment = enroll_oneself(user=learner, course=course)
    assert (enrollment.run, enrollment.required_count, enrollment.percent) == (1, 3, 0)
    assert standing_in(learner, course.translation_key).is_open
    assert UserActivity.objects.get(user=learner).verb == "enrolled"
    event = events_named("StudentEnrolled").get()
    assert event.payload == {"enrollment_id": enrollment.pk, "user_id": learner.pk, "course_id": course.pk}


def test_enroll_twice_is_enrolling_once():
    course, learner = make_course(), UserFactory()
    first = enroll_oneself(user=learner, course=course)
    second = enroll_oneself(user=learner, course=course)
    assert first == second
    assert Grant.objects.count() == 1
    assert events_named("StudentEnrolled").count() == 1


def test_enroll_in_paid_course_without_grant_is_refused():
    course = make_course(price_minor=1900)
    with pytest.raises(NotOnSale):
        enroll_oneself(user=UserFactory(), course=course)
    assert not Enrollment.objects.exists()


def test_enroll_in_unpublished_course_is_refused():
    course = make_course()
    course.unpublish()
    with pytest.raises(CourseClosed):
        enroll_by_staff(user=UserFactory(), course=reload(course))


def test_two_grants_keep_one_run_and_revoking_one_keeps_access():
    course, learner = make_course(), UserFactory()
    enroll(user=learner, course=course, source=Grant.Source.CODE, reference="code:1")
    enroll(user=learner, course=course, source=Grant.Source.STAFF, reference="staff:1")
    assert Enrollment.objects.count() == 1
    revoke(source=Grant.Source.CODE, reference="code:1")
    assert standing_in(learner, course.translation_key).is_open
    revoke(source=Grant.Source.STAFF, reference="staff:1")
    assert not standing_in(learner, course.translation_key).is_open


def test_revoke_of_unknown_grant_changes_nothing():
    course, learner = make_course(), UserFactory()
    enroll_oneself(user=learner, course=course)
    revoke(source=Grant.Source.CODE, reference="nobody")
    assert standing_in(learner, course.translation_key).is_open


def test_grant_opens_from_start_until_end():
    course, learner, now = make_course(), UserFactory(), timezone.now()
    enroll(
        user=learner,
        course=course,
        source=Grant.Source.STAFF,
        reference="a",
        now=now,
        ends_at=now + timedelta(days=1),
    )
    key = course.translation_key
    assert not standing_in(learner, key, now=now - timedelta(seconds=1)).is_open
    assert standing_in(learner, key, now=now + timedelta(hours=23)).is_open
    assert not standing_in(learner, key, now=now + timedelta(days=1)).is_open


def test_ended_grant_opens_again_when_given_again():
    course, learner = make_course(), UserFactory()
    enroll_by_staff(user=learner, course=course)
    revoke(source=Grant.Source.STAFF, reference=f"{course.translation_key}:{learner.pk}")
    enroll_by_staff(user=learner, course=course)
    assert standing_in(learner, course.translation_key).is_open
    assert Grant.objects.count() == 1


def test_leave_keeps_run_and_coming_back_takes_it_up():
    course, learner = make_course(), UserFactory()
    enrollment = enroll_oneself(user=learner, course=course)
    leave(user=learner, course_key=course.translation_key)
    assert standing_in(learner, course.translation_key).enrollment is None
    enroll_oneself(user=learner, course=course)
    enrollment.refresh_from_db()
    assert enrollment.is_active
    assert enrollment.left_at is None
    assert Enrollment.objects.count() == 1


def test_leave_twice_is_leaving_once():
    course, learner = make_course(), UserFactory()
    enroll_oneself(user=learner, course=course)
    leave(user=learner, course_key=course.translation_key)
    left_at = Enrollment.objects.get().left_at
    leave(user=learner, course_key=course.translation_key)
    assert Enrollment.objects.get().left_at == left_at
    assert UserActivity.objects.filter(verb="left").count() == 1


def test_resume_of_paid_course_that_was_left_needs_no_new_grant():
    course, learner = make_course(price_minor=1900), UserFactory()
    enroll_by_staff(user=learner, course=course)
    leave(user=learner, course_key=course.translation_key)
    enroll_oneself(user=learner, course=course)
    assert standing_in(learner, course.translation_key).is_open


def test_resume_without_any_run_is_refused():
    with pytest.raises(NotEnrolled):
        resume(user=UserFactory(), course=make_course())


def test_lock_open_enrollment_refuses_strangers_and_ended_grants():
    course, learner = make_course(), UserFactory()
    with pytest.raises(NotEnrolled), transaction.atomic():
        lock_open_enrollment(user=learner, course_key=course.translation_key)
    enroll(user=learner, course=course, source=Grant.Source.CODE, reference="c")
    revoke(source=Grant.Source.CODE, reference="c")
    with pytest.raises(NotEnrolled), transaction.atomic():
        lock_open_enrollment(user=learner, course_key=course.translation_key)


def test_enrolled_users_lists_active_runs_alone():
    course, stays, leaves = make_course(), UserFactory(), UserFactory()
    for user in (stays, leaves):
        enroll_oneself(user=user, course=course)
    leave(user=leaves, course_key=course.translation_key)
    assert list(enrolled_users(course)) == [stays.pk]


def test_database_refuses_second_active_run():
    course, learner = make_course(), UserFactory()
    enroll_oneself(user=learner, course=course)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrollment.objects.create(user=learner, course_key=course.translation_key, run=2)


def test_database_refuses_one_fact_granting_twice():
    course = make_course()
    enroll(user=UserFactory(), course=course, source=Grant.Source.CODE, reference="gift")
    other = enroll_oneself(user=UserFactory(), course=course)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(enrollment=other, source=Grant.Source.CODE, reference="gift")


def test_percent_is_whole_and_hundred_only_when_all_is_done():
    assert Enrollment(completed_count=2, required_count=3).percent == 66
    assert Enrollment(completed_count=199, required_count=200).percent == 99
    assert Enrollment(completed_count=3, required_count=3).percent == 100
    assert Enrollment(completed_count=0, required_count=0).percent == 0
