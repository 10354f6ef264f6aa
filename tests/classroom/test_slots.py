"""The weekly times of a batch, and the clocks that they go by."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest

from classroom.errors import BatchArchived, BatchInvalid
from classroom.services.batches import archive_batch, change_batch, create_batch
from classroom.services.slots import plans_of, set_slots
from tests.factories.accounts import InstructorFactory
from tests.factories.batch_making import make_slot_plan
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, make_plan
from tests.factories.sessions import make_session
from tests.sharing import own

pytestmark = pytest.mark.django_db
MONDAY = {"weekday": 0, "begins": time(9)}
WRONG = [
    ([{"minutes": 4}], "SLOT_LENGTH"),
    ([{"minutes": 721}], "SLOT_LENGTH"),
    ([{"weekday": 7}], "SLOT_LENGTH"),
    ([{"weekday": -1}], "SLOT_LENGTH"),
    ([{}, {"minutes": 30}], "SLOT_TWICE"),
    ([{"begins": time(hour)} for hour in range(22)], "SLOTS_TOO_MANY"),
]


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(modules=0))


course = own("course")


def test_batch_is_made_with_its_weekly_times():
    plans = [make_slot_plan(title="  "), make_slot_plan(**MONDAY)]
    batch = create_batch(course=make_course(modules=0), plan=make_plan(), teacher=InstructorFactory(), slots=plans)
    assert [(slot.weekday, slot.title) for slot in batch.slots.all()] == [(0, "Evening class"), (3, "Morning group")]


@pytest.mark.parametrize(("plans", "code"), WRONG)
def test_times_that_make_no_sense_are_refused(plans, code, course):
    batch = make_batch(course)
    with pytest.raises(BatchInvalid) as refusal:
        set_slots(batch=batch, slots=[make_slot_plan(**changes) for changes in plans])
    assert refusal.value.code == code
    assert not batch.slots.exists()


def test_host_is_one_of_those_who_teach(course):
    batch = make_batch(course)
    with pytest.raises(BatchInvalid) as refusal:
        set_slots(batch=batch, slots=[make_slot_plan(host=InstructorFactory())])
    assert refusal.value.code == "SLOT_HOST"
    host = batch.teachers.get().user
    assert set_slots(batch=batch, slots=[make_slot_plan(host=host)])[0].host == host


def test_rows_stay_through_changes_and_swaps_and_go_when_they_are_left_out(course):
    batch = make_batch(course)
    first, second = set_slots(batch=batch, slots=[make_slot_plan(), make_slot_plan(**MONDAY)])
    moved = make_slot_plan(pk=first.pk, begins=time(20), minutes=60)
    assert set_slots(batch=batch, slots=[moved])[0].pk == first.pk
    assert [(slot.begins, slot.minutes) for slot in batch.slots.all()] == [(time(20), 60)]
    again = set_slots(batch=batch, slots=[moved, make_slot_plan(**MONDAY)])[1]
    swapped = [replace(plans_of(batch)[0], pk=first.pk), replace(plans_of(batch)[1], pk=again.pk)]
    assert {slot.pk for slot in set_slots(batch=batch, slots=swapped)} == {first.pk, again.pk}
    assert set_slots(batch=batch, slots=[]) == []
    assert second.pk != again.pk


def test_row_of_another_batch_is_not_taken_over():
    mine, other = make_batch(), make_batch()
    theirs = set_slots(batch=other, slots=[make_slot_plan()])[0]
    assert set_slots(batch=mine, slots=[make_slot_plan(pk=theirs.pk)])[0].pk != theirs.pk
    assert other.slots.count() == 1


def test_archived_batch_keeps_its_times(course):
    batch = make_batch(course)
    archive_batch(batch=batch)
    with pytest.raises(BatchArchived):
        set_slots(batch=batch, slots=[])


def test_changing_a_batch_leaves_its_times_unless_others_are_given(course):
    batch = make_batch(course)
    set_slots(batch=batch, slots=[make_slot_plan()])
    change_batch(batch=batch, plan=make_plan(name="Another name"))
    assert batch.slots.count() == 1
    change_batch(batch=batch, plan=make_plan(), slots=[])
    assert not batch.slots.exists()


def test_times_of_a_new_batch_and_those_given_later_become_sessions():
    days = {"starts_on": date(2036, 3, 1), "ends_on": date(2036, 3, 31)}
    plan, course = make_plan(**days), make_course(modules=0)
    batch = create_batch(course=course, plan=plan, teacher=InstructorFactory(), slots=[make_slot_plan()])
    assert [session.starts_at.day for session in batch.sessions.all()] == [6, 13, 20, 27]
    change_batch(batch=batch, plan=plan, slots=[])
    assert not batch.sessions.filter(cancelled_at=None).exists()


def test_other_days_and_clocks_move_what_comes_of_the_weekly_times_and_nothing_else(course):
    """Berlin's clocks go forward on 30 March 2036: the hour of the day stays on both sides of it."""
    days = {"starts_on": date(2036, 3, 24), "ends_on": date(2036, 4, 6)}
    batch = make_batch(course, **days, slots=[make_slot_plan()])
    single = make_session(batch, starts_at=datetime(2036, 3, 28, 12, tzinfo=UTC))
    change_batch(batch=batch, plan=make_plan(**days, timezone="Europe/Berlin"))
    weekly = batch.sessions.exclude(pk=single.pk).order_by("starts_at")
    assert [(row.starts_at.day, row.starts_at.hour, row.revision) for row in weekly] == [(27, 18, 1), (3, 17, 1)]
    single.refresh_from_db()
    assert (single.starts_at.hour, single.revision) == (12, 0)
    change_batch(batch=batch, plan=make_plan(**{**days, "ends_on": date(2036, 3, 30)}, timezone="Europe/Berlin"))
    assert [row.starts_at.day for row in weekly.filter(cancelled_at=None)] == [27]
