"""Modules that open to learners at dates: of their batch, and their own."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from catalog.access import lesson_access
from catalog.models import Enrollment
from catalog.queries.lesson_reading import stamp_of, stamped_run
from catalog.services.enrollment import leave
from catalog.services.openings import Anchor, open_as_for_others, open_for_learner, set_openings
from tests.factories.catalog import enroll, lessons_of, make_course, modules_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LATER, MUCH_LATER = NOW + timedelta(days=3), NOW + timedelta(days=9)


@pytest.fixture
def course():
    return make_course()


@pytest.fixture
def run(course):
    return enroll(course=course, now=NOW)


def module_of(course):
    return modules_of(course)[0].translation_key


def opens_at(run, course):
    """When the first lesson opens; None where it is open."""
    access = lesson_access(run.user, lessons_of(course)[0], now=NOW + timedelta(hours=1))
    assert access.allowed == (access.opens_at is None)
    return access.opens_at


def test_date_of_the_batch_closes_a_module_until_then_and_opens_it_before_its_days(run, course):
    key = module_of(course)
    set_openings(course_key=course.translation_key, user_ids=[run.user_id], openings={key: LATER})
    assert opens_at(run, course) == LATER
    assert lesson_access(run.user, lessons_of(course)[0], now=LATER).allowed
    module = modules_of(course)[0]
    module.opens_after_days = 30
    module.save_revision().publish()
    assert opens_at(run, course) == LATER
    set_openings(course_key=course.translation_key, user_ids=[run.user_id], openings={})
    assert opens_at(run, course) == run.drip_from + timedelta(days=30)


def test_anchor_moves_with_the_batch(run, course):
    module = modules_of(course)[0]
    module.opens_after_days = 2
    module.save_revision().publish()
    set_openings(course_key=course.translation_key, user_ids=[run.user_id], openings={}, anchor=Anchor(LATER))
    assert opens_at(run, course) == LATER + timedelta(days=2)


def test_days_are_those_of_the_anchor_where_clocks_change_in_between(run, course):
    """Berlin's clocks go forward on 30 March 2036."""
    module = modules_of(course)[0]
    module.opens_after_days = 2
    module.save_revision().publish()
    midnight = datetime(2036, 3, 28, 23, tzinfo=UTC)
    key, lesson = course.translation_key, lessons_of(course)[0]
    for zone, hour in (("Europe/Berlin", 22), ("", 23)):
        anchor = Anchor(midnight, zone)
        set_openings(course_key=key, user_ids=[run.user_id], openings={}, anchor=anchor)
        assert lesson_access(run.user, lesson, now=midnight).opens_at == datetime(2036, 3, 30, hour, tzinfo=UTC)


def test_what_is_said_for_one_learner_counts_more_than_the_batch(run, course):
    key = module_of(course)
    set_openings(course_key=course.translation_key, user_ids=[run.user_id], openings={key: LATER})
    open_for_learner(enrollment=run, module_key=key, opens_at=MUCH_LATER)
    assert opens_at(run, course) == MUCH_LATER
    open_for_learner(enrollment=run, module_key=key, opens_at=None)
    assert opens_at(run, course) is None
    set_openings(course_key=course.translation_key, user_ids=[run.user_id], openings={key: MUCH_LATER})
    assert opens_at(run, course) is None
    for _twice in range(2):
        open_as_for_others(enrollment=run, module_key=key)
    assert opens_at(run, course) == MUCH_LATER


def test_openings_reach_those_alone_who_are_named_and_learn_now(run, course):
    other, gone = enroll(course=course), enroll(course=course)
    leave(user=gone.user, course_key=course.translation_key)
    named = [run.user_id, gone.user_id]
    set_openings(course_key=course.translation_key, user_ids=named, openings={module_of(course): LATER})
    touched = Enrollment.objects.exclude(openings={}).values_list("pk", flat=True)
    assert list(touched) == [run.pk]
    assert opens_at(other, course) is None


def test_openings_of_many_take_one_statement(run, course, django_assert_num_queries):
    people = [run.user_id, *(enroll(course=course).user_id for _person in range(20))]
    key = module_of(course)
    with django_assert_num_queries(1):
        set_openings(course_key=course.translation_key, user_ids=people, openings={key: LATER})


def test_stamp_of_a_run_changes_with_its_openings(run, course):
    stamps = {stamp_of(stamped_run(run.user, course.translation_key))}
    open_for_learner(enrollment=run, module_key=module_of(course), opens_at=LATER)
    stamps.add(stamp_of(stamped_run(run.user, course.translation_key)))
    set_openings(course_key=course.translation_key, user_ids=[run.user_id], openings={module_of(course): LATER})
    stamps.add(stamp_of(stamped_run(run.user, course.translation_key)))
    assert len(stamps) == 3
