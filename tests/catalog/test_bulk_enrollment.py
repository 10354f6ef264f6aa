"""Enrolling many people at once."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.forms.models import model_to_dict

from accounts.models import User, UserActivity
from catalog.errors import CourseClosed
from catalog.models import Enrollment, Grant
from catalog.services.bulk_enrollment import enroll_many
from catalog.services.enrollment import enroll_by_staff, enroll_oneself, revoke
from lms_site.models import OutboxEvent
from tests.factories.accounts import UserFactory
from tests.factories.catalog import make_course, reload

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_enroll_many_writes_everything_a_single_enrollment_writes():
    course, people = make_course(lessons=2), UserFactory.create_batch(3)
    assert enroll_many(users=people, course=course) == 3
    assert set(Enrollment.objects.values_list("user_id", "required_count")) == {(user.pk, 2) for user in people}
    assert Grant.objects.filter(source=Grant.Source.STAFF).count() == 3
    assert UserActivity.objects.filter(verb="enrolled", label=course.title).count() == 3
    assert OutboxEvent.objects.filter(name="catalog.events.StudentEnrolled").count() == 3


def test_enroll_many_writes_what_staff_would_write_for_one_person():
    course = make_course(lessons=2)
    one, another = UserFactory(), UserFactory()
    enroll_by_staff(user=one, course=course, now=MOMENT)
    enroll_many(users=[another], course=course, now=MOMENT)
    assert _written_for(another, course) == _written_for(one, course)


def test_enroll_many_tells_of_each_person_alone():
    course, people = make_course(), UserFactory.create_batch(3)
    enroll_many(users=people, course=course)
    told = OutboxEvent.objects.filter(name="catalog.events.StudentEnrolled").values_list("payload", flat=True)
    assert list(told) == [
        {"enrollment_id": Enrollment.objects.get(user=user).pk, "user_id": user.pk, "course_id": course.pk}
        for user in people
    ]


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


def test_enroll_many_of_people_who_do_not_exist_enrolls_nobody():
    course, learner = make_course(), UserFactory()
    with pytest.raises(IntegrityError):
        _enroll_and_check(users=[learner, User(pk=learner.pk + 999)], course=course)
    assert not Enrollment.objects.exists()


@pytest.mark.parametrize("count", [1, 20])
def test_enroll_many_takes_the_same_statements_for_any_number(count, django_assert_num_queries):
    course, people = make_course(), UserFactory.create_batch(count)
    with django_assert_num_queries(9):
        enroll_many(users=people, course=course)


@transaction.atomic
def _enroll_and_check(**how) -> None:
    """As with a commit, which an ordinary test does not reach."""
    enroll_many(**how)
    connection.check_constraints()


def _written_for(user, course) -> list[dict]:
    """Every field of the rows that came of enrolling `user`, with ids taken out."""
    run = Enrollment.objects.get(user=user)
    rows = [run, run.grants.get(), UserActivity.objects.get(user=user, verb="enrolled")]
    event = OutboxEvent.objects.get(payload__user_id=user.pk)
    fields = [{**model_to_dict(row), "id": None, "user": None, "enrollment": None} for row in rows]
    fields[1]["reference"] = fields[1]["reference"].replace(f":{user.pk}", ":<user>")
    assert event.payload == {"enrollment_id": run.pk, "user_id": user.pk, "course_id": course.pk}
    return fields
