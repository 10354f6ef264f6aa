"""What stands in whose calendar."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine

from classroom.models import LiveSession
from classroom.queries.calendar import calendar_of, calendar_of_batch
from classroom.queries.calendar_entries import Kind
from classroom.queries.coming_up import coming_up
from classroom.services.batches import archive_batch, change_batch
from classroom.services.joining import leave_batch
from classroom.services.sessions import cancel_session, change_session
from tests.factories.accounts import UserFactory
from tests.factories.calendars import BERLIN, JAKARTA, batch_of_spring, daily_sessions, session_at
from tests.factories.catalog import make_courses
from tests.factories.classroom import make_batch, make_plan, seat
from tests.factories.sessions import make_session_plan
from tests.sharing import own

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(person=UserFactory())


person = own("person")


def entries(person, since=SINCE, until=UNTIL):
    return calendar_of(person, since=since, until=until, now=NOW)


def titles(person, **bounds) -> list[str]:
    return [entry.title for entry in entries(person, **bounds)]


def test_dates_of_all_batches_stand_in_order(person):
    batch = batch_of_spring(person, name="Spring")
    session_at(batch, 3, 12, 18, title="Second")
    session_at(batch, 3, 5, 18, title="First")
    session_at(batch_of_spring(person, name="Other"), 3, 7, 9, title="Between")
    session_at(batch_of_spring(), 3, 7, 9, title="Not mine")
    names = ["Other begins", "Spring begins", "First", "Between", "Second", "Other: last day", "Spring: last day"]
    assert titles(person) == names


def test_teachers_see_the_dates_of_what_they_teach():
    batch = batch_of_spring(name="Spring")
    session_at(batch, 3, 5, 18, title="First")
    assert titles(batch.teachers.get().user) == ["Spring begins", "First", "Spring: last day"]


def test_whoever_has_left_sees_no_more_of_it(person):
    batch = batch_of_spring(person)
    leave_batch(user=person, batch=batch)
    assert titles(person) == []


def test_archived_batch_shows_what_was(person):
    batch = batch_of_spring(person, name="Spring")
    session_at(batch, 3, 5, 18, title="Was")
    session_at(batch, 3, 15, 18, title="Would have been")
    archive_batch(batch=batch)
    assert titles(person) == ["Spring begins", "Was"]
    assert coming_up(person, now=NOW, most=3) == []


def test_bounds_hold_what_begins_within_them(person):
    session = session_at(batch_of_spring(person), 3, 5, 18)
    begins = session.starts_at
    assert len(entries(person, begins, begins + timedelta(minutes=1))) == 1
    assert entries(person, begins - timedelta(hours=1), begins) == []
    assert entries(person, begins + timedelta(minutes=1), begins + timedelta(hours=2)) == []


def test_session_keeps_its_hour_in_berlin_when_clocks_change_and_moves_in_jakarta(person):
    batch = batch_of_spring(person)
    for day in (26, 31):
        session_at(batch, 3, day, 18)
    sessions = [entry for entry in entries(person) if entry.kind == Kind.SESSION]
    assert [entry.begins_at(BERLIN).hour for entry in sessions] == [18, 18]
    in_jakarta = [entry.begins_at(JAKARTA) for entry in sessions]
    assert [(moment.day, moment.hour) for moment in in_jakarta] == [(27, 0), (31, 23)]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Jakarta"])
def test_whole_days_are_those_of_the_batch_wherever_one_is(person, zone):
    batch_of_spring(person)
    here = ZoneInfo(zone)
    first, after = datetime(2026, 3, 1, tzinfo=here), datetime(2026, 3, 2, tzinfo=here)
    assert [entry.day for entry in entries(person, first, after)] == [date(2026, 3, 1)]
    assert entries(person, after, datetime(2026, 4, 30, tzinfo=here)) == []


def test_moved_and_cancelled_session_keeps_its_name_and_counts(person):
    session = session_at(batch_of_spring(person), 3, 12, 18)

    def told():
        return next(entry for entry in entries(person) if entry.kind == Kind.SESSION)

    before = told()
    change_session(session=session, plan=make_session_plan(starts_at=session.starts_at + timedelta(hours=1)))
    moved = told()
    cancel_session(session=session)
    cancelled = told()
    assert {before.uid, moved.uid, cancelled.uid} == {session.uid}
    assert [entry.revision for entry in (before, moved, cancelled)] == [0, 1, 2]
    assert moved.starts_at == session.starts_at + timedelta(hours=1)
    assert (before.cancelled_at, cancelled.cancelled_at) == (None, NOW)


def test_batch_that_is_planned_anew_keeps_the_names_of_its_days(person):
    batch = batch_of_spring(person)
    before = entries(person)
    plan = make_plan(name="Spring", starts_on=date(2026, 3, 8), ends_on=date(2026, 5, 8), timezone="Europe/Berlin")
    change_batch(batch=batch, plan=plan)
    after = entries(person)
    assert [entry.uid for entry in before] == [entry.uid for entry in after]
    assert len({entry.uid for entry in after}) == 2
    assert [entry.revision for entry in after] == [1, 1]
    assert [entry.day for entry in after] == [date(2026, 3, 8), date(2026, 5, 8)]


def test_calendar_of_one_batch_holds_no_other(person):
    batch = batch_of_spring(person, name="Spring")
    batch_of_spring(person, name="Other")
    found = calendar_of_batch(batch, person, since=SINCE, until=UNTIL, now=NOW)
    assert [entry.title for entry in found] == ["Spring begins", "Spring: last day"]


def test_next_are_the_sessions_that_are_not_over(person):
    batch = batch_of_spring(person)
    session_at(batch, 3, 9, 18, title="Over")
    session_at(batch, 3, 10, 12, minutes=180, title="Runs")
    cancel_session(session=session_at(batch, 3, 11, 18, title="Cancelled"))
    for day in (14, 13, 12):
        session_at(batch, 3, day, 18, title=f"On {day}")
    session_at(batch_of_spring(), 3, 10, 18, title="Not mine")
    assert [entry.title for entry in coming_up(person, now=NOW, most=3)] == ["Runs", "On 12", "On 13"]
    assert len(coming_up(batch.teachers.get().user, now=NOW, most=9)) == 4


@pytest.mark.parametrize("number", [1, 10])
def test_calendar_takes_seven_queries(person, number, django_assert_num_queries):
    days = {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 4, 30)}
    batches = [make_batch(course, **days) for course in make_courses(number, modules=0)]
    for batch in batches:
        seat(batch, person)
        daily_sessions(batch, 3, 2, 9, number)
    assert LiveSession.objects.count() == number * number
    # Batches, sessions, courses, dates of modules, the person's runs, and two for outlines that are not cached.
    with django_assert_num_queries(7):
        assert len(entries(person)) == number * (number + 2)
    with django_assert_num_queries(1):
        coming_up(person, now=NOW, most=3)
