"""Coming into a batch, leaving it, and the seats in it."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from catalog.access import standing_in
from catalog.errors import CourseClosed
from catalog.models import Enrollment, Grant
from classroom.errors import BatchClosed, BatchFull, JoinCodeUnknown, JoinRefused, PaidPlace
from classroom.models import BatchMember, Joining, JoinSource
from classroom.services.batches import archive_batch, reset_join_code
from classroom.services.joining import join_by_oneself, join_with_code, leave_batch, remove_member
from lms_site.models import OutboxEvent
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.catalog import enroll, make_course
from tests.factories.classroom import make_batch, seat
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(modules=0))


course = own("course")


def taken(batch) -> int:
    batch.stock.refresh_from_db()
    return batch.stock.taken


def is_open(user, batch) -> bool:
    return standing_in(user, batch.course_key).is_open


def test_joining_opens_the_course_and_takes_a_seat(course):
    batch, user = make_batch(course, seats=2, starts_on=date(2036, 3, 30), ends_on=date(2036, 4, 30)), UserFactory()
    member = join_by_oneself(user=user, batch=batch)
    assert (member.source, taken(batch), is_open(user, batch)) == (JoinSource.ANYBODY, 1, True)
    # Modules open counting from the first day of the batch, by its own clocks.
    assert Enrollment.objects.get().drip_from.isoformat() == "2036-03-29T17:00:00+00:00"
    assert OutboxEvent.objects.filter(name="classroom.events.BatchJoined").count() == 1


def test_joining_twice_is_joining_once(course):
    batch, user = make_batch(course, seats=2), UserFactory()
    first = join_by_oneself(user=user, batch=batch)
    assert join_by_oneself(user=user, batch=batch) == first
    assert taken(batch) == 1


def test_full_batch_takes_nobody_and_opens_nothing(course):
    batch, late = make_batch(course, seats=1), UserFactory()
    seat(batch)
    with pytest.raises(BatchFull):
        join_by_oneself(user=late, batch=batch)
    assert not is_open(late, batch)
    assert taken(batch) == 1


def test_batch_without_an_end_of_seats_always_has_room(course):
    batch = make_batch(course)
    for _person in range(3):
        seat(batch)
    assert (batch.stock.left, taken(batch)) == (None, 3)


def test_code_is_typed_as_people_type(course):
    batch = make_batch(course, joining=Joining.CODE)
    typed = f" {batch.join_code[:4].lower()}-{batch.join_code[4:].lower()} "
    assert join_with_code(user=UserFactory(), code=typed).source == JoinSource.CODE


def test_code_that_was_reset_or_never_was_leads_nowhere(course):
    batch = make_batch(course, joining=Joining.CODE)
    reset_join_code(batch=batch)
    for code in (batch.join_code, "", "ABCDEFGH", "x" * 500, "\0"):
        with pytest.raises(JoinCodeUnknown):
            join_with_code(user=UserFactory(), code=code)
    assert not BatchMember.objects.exists()


def test_batch_that_wants_a_code_or_a_teacher_is_not_joined_without(course):
    for joining in (Joining.CODE, Joining.STAFF):
        batch = make_batch(course, joining=joining)
        with pytest.raises(JoinRefused):
            join_by_oneself(user=UserFactory(), batch=batch)
    with pytest.raises(JoinCodeUnknown):  # the code of a batch whose teachers choose
        join_with_code(user=UserFactory(), code=batch.join_code)


@pytest.mark.parametrize(
    "plan",
    [
        {"joins_from": timezone.now() + timedelta(hours=1)},
        {"joins_until": timezone.now() - timedelta(hours=1)},
        {"starts_on": date(2020, 1, 1), "ends_on": date(2020, 2, 1)},
    ],
)
def test_nobody_joins_outside_of_the_time_for_it(plan, course):
    with pytest.raises(BatchClosed):
        join_by_oneself(user=UserFactory(), batch=make_batch(course, **plan))


def test_last_day_counts_to_its_end_by_the_clocks_of_the_batch(course):
    batch = make_batch(course, starts_on=date(2036, 1, 1), ends_on=date(2036, 1, 31))
    with time_machine.travel("2036-01-31T16:59:00Z", tick=False):
        join_by_oneself(user=UserFactory(), batch=batch)
    with time_machine.travel("2036-01-31T17:00:00Z", tick=False), pytest.raises(BatchClosed):
        join_by_oneself(user=UserFactory(), batch=batch)


def test_teachers_put_people_in_whenever_the_batch_lives(course):
    batch = make_batch(course, joining=Joining.STAFF, joins_until=timezone.now() - timedelta(days=1))
    assert seat(batch).left_at is None
    archive_batch(batch=batch)
    with pytest.raises(BatchClosed):
        seat(batch)


def test_batch_of_a_course_that_was_closed_takes_nobody_and_no_seat():
    course = make_course(modules=0)
    batch = make_batch(course, seats=1)
    course.unpublish()
    with pytest.raises(CourseClosed):
        join_by_oneself(user=UserFactory(), batch=batch)
    assert taken(batch) == 0


def test_leaving_gives_the_seat_back_and_closes_what_it_had_opened(course):
    batch, user = make_batch(course, seats=1), UserFactory()
    seat(batch, user)
    for _twice in range(2):
        leave_batch(user=user, batch=batch)
    assert (taken(batch), is_open(user, batch)) == (0, False)
    assert OutboxEvent.objects.filter(name="classroom.events.BatchLeft").count() == 1


def test_whoever_has_the_course_in_another_way_keeps_it_after_leaving():
    course, user = make_course(modules=0), UserFactory()
    enroll(user, course)
    batch = make_batch(course)
    seat(batch, user)
    leave_batch(user=user, batch=batch)
    assert is_open(user, batch)


def test_somebody_who_left_comes_back_to_the_same_place(course):
    batch, user = make_batch(course), UserFactory()
    first = seat(batch, user)
    leave_batch(user=user, batch=batch)
    again = join_by_oneself(user=user, batch=batch)
    assert (again.pk, again.left_at, is_open(user, batch)) == (first.pk, None, True)
    assert Grant.objects.count() == 1


def test_place_that_was_paid_for_is_left_by_a_refund_alone(course):
    batch, user = make_batch(course, seats=1), UserFactory()
    seat(batch, user, JoinSource.PURCHASE)
    with pytest.raises(PaidPlace):
        leave_batch(user=user, batch=batch)
    assert (taken(batch), is_open(user, batch)) == (1, True)


def test_teacher_removes_somebody_with_a_reason(course):
    teacher = InstructorFactory()
    batch = make_batch(course, seats=1, teacher=teacher)
    member = seat(batch, source=JoinSource.PURCHASE)
    for _twice in range(2):
        remove_member(member=member, by=teacher, reason="Has moved to the evening group.")
    member.refresh_from_db()
    assert (member.removed_by, member.reason, taken(batch)) == (teacher, "Has moved to the evening group.", 0)
    assert not is_open(member.user, batch)
