"""Making and changing batches."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from classroom.errors import BatchInvalid
from classroom.models import CourseBatch, TeacherRole, WaitlistEntry
from classroom.services.batches import archive_batch, change_batch, create_batch, reopen_batch, reset_join_code
from classroom.services.joining import leave_batch
from classroom.services.waiting import wait_for_seat
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, make_plan, seat
from tests.sharing import own

pytestmark = pytest.mark.django_db
NOW = timezone.now()
WRONG = [
    ({"ends_on": date(2020, 1, 1)}, "BATCH_DATES"),
    ({"timezone": "Mars/Olympus"}, "BATCH_TIMEZONE"),
    ({"timezone": "../../etc/passwd"}, "BATCH_TIMEZONE"),
    ({"joins_from": NOW, "joins_until": NOW}, "BATCH_JOINING_TIME"),
    ({"name": " \n\t "}, "BATCH_NAME"),
    ({"name": "x" * 121}, "BATCH_NAME"),
    ({"seats": 0}, "BATCH_SEATS"),
    ({"seats": -1}, "BATCH_SEATS"),
    ({"seats": 10**12}, "BATCH_SEATS"),
    ({"ends_on": NOW.date() + timedelta(days=1100)}, "BATCH_TOO_LONG"),
    ({"starts_on": date(9999, 12, 30), "ends_on": date(9999, 12, 31)}, "BATCH_DAYS"),
    ({"starts_on": date(1, 1, 1), "ends_on": date(1, 1, 2)}, "BATCH_DAYS"),
    ({"joins_until": datetime.max.replace(tzinfo=UTC)}, "BATCH_DAYS"),
]


@pytest.fixture(scope="module")
def made(made_once):
    course = make_course(modules=0)
    return SimpleNamespace(course=course, batch=make_batch(course))


course, batch = own("course"), own("batch")


def test_batch_has_a_teacher_a_code_and_its_seats(course):
    teacher = InstructorFactory()
    batch = create_batch(course=course, plan=make_plan(seats=12), teacher=teacher)
    assert (batch.course_key, batch.stock.capacity, batch.created_by) == (course.translation_key, 12, teacher)
    assert [(one.user, one.role) for one in batch.teachers.all()] == [(teacher, TeacherRole.TEACHER)]
    assert len(batch.join_code) == 8
    assert not set(batch.join_code) & set("01IO")


@pytest.mark.parametrize(("changes", "code"), WRONG)
def test_batch_that_makes_no_sense_is_refused(course, batch, changes, code):
    with pytest.raises(BatchInvalid) as refusal:
        create_batch(course=course, plan=make_plan(**changes), teacher=batch.created_by)
    assert refusal.value.code == code
    with pytest.raises(BatchInvalid):
        change_batch(batch=batch, plan=make_plan(**changes))
    assert CourseBatch.objects.get() == batch


def test_database_refuses_a_batch_that_ends_before_it_begins(batch):
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseBatch.objects.filter(pk=batch.pk).update(ends_on=batch.starts_on - timedelta(days=1))


def test_change_keeps_those_who_are_in_it_and_their_seats():
    batch = make_batch(seats=2)
    seat(batch)
    seat(batch)
    with pytest.raises(BatchInvalid) as refusal:
        change_batch(batch=batch, plan=make_plan(seats=1))
    assert refusal.value.code == "BATCH_SEATS_TAKEN"
    changed = change_batch(batch=batch, plan=replace(make_plan(), name="Evening group", seats=5))
    assert (changed.name, changed.stock.capacity, changed.stock.taken) == ("Evening group", 5, 2)
    assert change_batch(batch=batch, plan=make_plan(seats=None)).stock.left is None


def test_other_time_zone_moves_the_first_and_the_last_moment():
    batch = make_batch(starts_on=date(2036, 3, 1), ends_on=date(2036, 3, 31), timezone="Europe/Berlin")
    # The clocks go forward on the 30th.
    assert batch.begins_at.utcoffset() == timedelta(hours=1)
    assert batch.over_at.utcoffset() == timedelta(hours=2)
    moved = change_batch(batch=batch, plan=make_plan(starts_on=date(2036, 3, 1), ends_on=date(2036, 3, 31)))
    assert (batch.begins_at - moved.begins_at) == timedelta(hours=6)


def test_archiving_twice_is_archiving_once(batch):
    first = archive_batch(batch=batch).archived_at
    assert archive_batch(batch=batch, now=NOW + timedelta(days=9)).archived_at == first


def test_name_is_one_line():
    assert make_batch(name="  Morning\n  group ").name == "Morning group"


def test_batch_out_of_the_archive_hands_on_the_seats_that_came_free():
    batch, inside, waits = make_batch(seats=1), UserFactory(), UserFactory()
    seat(batch, inside)
    wait_for_seat(user=waits, batch=batch)
    archive_batch(batch=batch)
    leave_batch(user=inside, batch=batch)
    assert WaitlistEntry.objects.get().offered_at is None
    for _twice in range(2):
        assert reopen_batch(batch=batch).archived_at is None
    assert WaitlistEntry.objects.get().offered_at


def test_code_that_is_reset_is_another_one(batch):
    assert reset_join_code(batch=batch).join_code != batch.join_code
