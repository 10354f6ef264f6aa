"""Teaching a batch again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest

from catalog.errors import CourseClosed
from catalog.models import CoursePage
from classroom.errors import BatchInvalid
from classroom.models import CourseBatch, Joining
from classroom.services.batches import archive_batch, change_batch, plan_of
from classroom.services.copying import PARTS, copy_batch, moved
from classroom.services.openings import set_module_dates
from classroom.services.sessions import cancel_session
from classroom.services.slots import set_slots
from classroom.services.weekly_sessions import meet_weekly
from tests.factories.accounts import InstructorFactory
from tests.factories.batch_making import make_assistant, make_slot_plan
from tests.factories.classroom import make_batch, seat
from tests.factories.sessions import make_session
from tests.sharing import own

pytestmark = pytest.mark.django_db
BERLIN = "Europe/Berlin"
# Before the clocks go forward, 30 March 2036; the copy begins after it.
FIRST, LATER = date(2036, 3, 1), date(2036, 4, 5)


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(
        source=make_batch(
            starts_on=FIRST,
            ends_on=FIRST + timedelta(days=20),
            timezone=BERLIN,
            seats=12,
            joining=Joining.CODE,
            joins_until=datetime(2036, 3, 1, 8, tzinfo=UTC),
        )
    )


source = own("source")


def copied(source, **changes) -> CourseBatch:
    by = changes.pop("by", None) or source.teachers.first().user
    return copy_batch(**{"batch": source, "name": "Again", "starts_on": LATER, "by": by, **changes})


def test_plan_comes_along_with_all_days_moved_and_without_people(source):
    seat(source)
    batch = copied(source)
    assert (batch.starts_on, batch.ends_on) == (LATER, LATER + timedelta(days=20))
    assert (batch.name, batch.timezone, batch.joining) == ("Again", BERLIN, Joining.CODE)
    assert (batch.stock.capacity, batch.stock.taken, batch.members.count()) == (12, 0, 0)
    assert batch.join_code != source.join_code
    # Nine in the morning in Berlin, before and after the clocks went forward.
    assert batch.joins_until == datetime(2036, 4, 5, 7, tzinfo=UTC)
    assert source.members.count() == 1


def test_archived_batch_can_be_taught_again(source):
    make_session(source, starts_at=datetime(2036, 3, 2, 8, tzinfo=UTC))
    archive_batch(batch=source)
    batch = copied(source)
    assert batch.archived_at is None
    assert batch.sessions.count() == 1


def test_teachers_times_and_single_sessions_come_along(source):
    helper = make_assistant(source)
    meet_weekly(batch=source, slots=[make_slot_plan(host=helper)])
    single = make_session(source, starts_at=datetime(2036, 3, 2, 8, tzinfo=UTC), host=helper, title="Opening")
    cancel_session(session=make_session(source, starts_at=datetime(2036, 3, 3, 8, tzinfo=UTC)))
    batch = copied(source)
    assert [row.user for row in batch.teachers.all()] == [row.user for row in source.teachers.all()]
    assert [(row.weekday, row.host) for row in batch.slots.all()] == [(3, helper)]
    assert [row.starts_at.day for row in batch.sessions.exclude(slot=None)] == [10, 17, 24]
    session = batch.sessions.get(slot=None)
    assert (session.title, session.host) == ("Opening", helper)
    assert session.starts_at == datetime(2036, 4, 6, 7, tzinfo=UTC)
    assert session.uid != single.uid


def test_parts_that_are_not_wanted_stay_behind(source):
    helper = make_assistant(source)
    set_slots(batch=source, slots=[make_slot_plan(host=helper)])
    make_session(source, starts_at=datetime(2036, 3, 2, 8, tzinfo=UTC))
    newcomer = InstructorFactory()
    batch = copied(source, by=newcomer, parts=["slots"])
    assert [row.user for row in batch.teachers.all()] == [newcomer]
    # Whoever held the weekly time does not teach here.
    assert [row.host for row in batch.slots.all()] == [None]
    assert not batch.sessions.filter(slot=None).exists()
    assert list(PARTS)[:4] == ["teachers", "slots", "openings", "sessions"]


def test_fixed_dates_of_modules_move_along(source):
    key = uuid4()
    set_module_dates(batch=source, dates={key: datetime(2036, 3, 8, 8, tzinfo=UTC)})
    assert [(row.module_key, row.opens_at) for row in copied(source).module_dates.all()] == [
        (key, datetime(2036, 4, 12, 7, tzinfo=UTC))
    ]


def test_sessions_outside_of_the_days_stay_behind(source):
    make_session(source, starts_at=datetime(2036, 3, 18, 8, tzinfo=UTC))
    source = CourseBatch.objects.select_related("stock").get()
    change_batch(batch=source, plan=replace(plan_of(source), ends_on=FIRST + timedelta(days=5)))
    assert not copied(CourseBatch.objects.get()).sessions.exists()


@pytest.mark.parametrize("changes", [{"name": " "}, {"starts_on": date(9999, 1, 1)}, {"starts_on": date(1, 1, 1)}])
def test_copy_that_makes_no_sense_is_refused(source, changes):
    with pytest.raises(BatchInvalid):
        copied(source, **changes)
    assert CourseBatch.objects.count() == 1


def test_without_the_course_there_is_no_copy(source):
    CoursePage.objects.all().delete()
    with pytest.raises(CourseClosed):
        copied(source)


def test_time_that_clocks_skip_moves_on():
    half_past_two = datetime(2036, 3, 23, 1, 30, tzinfo=UTC)
    assert moved(half_past_two, 7, BERLIN).astimezone(UTC) == datetime(2036, 3, 30, 1, 30, tzinfo=UTC)
    assert moved(half_past_two, 8, BERLIN).astimezone(UTC) == datetime(2036, 3, 31, 0, 30, tzinfo=UTC)
