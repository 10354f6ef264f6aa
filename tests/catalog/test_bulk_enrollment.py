"""Enrolling many people at once."""

import pytest

from accounts.models import UserActivity
from catalog.errors import CourseClosed
from catalog.models import Enrollment, Grant
from catalog.services.bulk_enrollment import enroll_many
from catalog.services.enrollment import enroll_oneself, revoke
from lms_site.models import OutboxEvent
from tests.factories.accounts import UserFactory
from tests.factories.catalog import make_course, reload

pytestmark = pytest.mark.django_db
WRITES = 9


def test_enroll_many_writes_everything_a_single_enrollment_writes():
    course, people = make_course(lessons=2), UserFactory.create_batch(3)
    assert enroll_many(users=people, course=course) == 3
    assert set(Enrollment.objects.values_list("user_id", "required_count")) == {(user.pk, 2) for user in people}
    assert Grant.objects.filter(source=Grant.Source.STAFF).count() == 3
    assert UserActivity.objects.filter(verb="enrolled", label=course.title).count() == 3
    assert OutboxEvent.objects.filter(name="catalog.events.StudentEnrolled").count() == 3


def test_enroll_many_leaves_those_who_are_in_alone():
    course, people = make_course(), UserFactory.create_batch(3)
    enroll_oneself(user=people[0], course=course)
    assert enroll_many(users=people, course=course) == 2
    assert enroll_many(users=people, course=course) == 0
    assert Enrollment.objects.count() == 3


def test_enroll_many_grant_is_the_one_that_staff_would_give():
    course, learner = make_course(), UserFactory()
    enroll_many(users=[learner], course=course)
    revoke(source=Grant.Source.STAFF, reference=f"{course.translation_key}:{learner.pk}")
    assert Grant.objects.get().ends_at is not None


def test_enroll_many_in_closed_course_enrolls_nobody():
    course = make_course()
    course.unpublish()
    with pytest.raises(CourseClosed):
        enroll_many(users=UserFactory.create_batch(2), course=reload(course))
    assert not Enrollment.objects.exists()


@pytest.mark.parametrize("count", [1, 20])
def test_enroll_many_takes_the_same_statements_for_any_number(count, django_assert_max_num_queries):
    course, people = make_course(), UserFactory.create_batch(count)
    with django_assert_max_num_queries(WRITES):
        enroll_many(users=people, course=course)
