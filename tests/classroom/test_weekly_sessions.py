"""Sessions from weekly times: local time stays, whatever clocks do; nothing twice, nothing lost."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError

from classroom.errors import BatchArchived, BatchInvalid
from classroom.models import LiveSession, WeeklySlot
from classroom.queries.sessions import overlapping, with_overlaps
from classroom.services.batches import archive_batch, change_batch
from classroom.services.sessions import cancel_session, change_session, schedule_session
from classroom.services.slots import SlotPlan
from classroom.services.weekly_sessions import local_moment, meet_weekly, sessions_from_slots
from tests.factories.classroom import make_batch, make_plan
from tests.factories.sessions import make_session_plan

pytestmark = pytest.mark.django_db
# A Sunday, before clocks change in New York (8 March) and in Berlin (29 March).
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TERM = {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 4, 12)}


def batch_in(zone: str = "Asia/Jakarta", **plan):
    return make_batch(timezone=zone, **{**TERM, **plan})


def slot(weekday: int = 0, begins: time = time(19), minutes: int = 60, **more) -> SlotPlan:
    return SlotPlan(weekday=weekday, begins=begins, minutes=minutes, **more)


def starts(batch, zone: str = "UTC") -> list[str]:
    found = batch.sessions.filter(cancelled_at=None).order_by("starts_at")
    return [session.starts_at.astimezone(ZoneInfo(zone)).strftime("%m-%d %H:%M") for session in found]


@pytest.mark.parametrize(
    ("zone", "days", "begins"),
    [
        ("Europe/Berlin", ["03-02", "03-09", "03-16", "03-23", "03-30", "04-06"], ["18", "18", "18", "18", "17", "17"]),
        ("America/New_York", ["03-03", "03-10"], ["00", "23"]),
    ],
)
def test_local_time_stays_when_clocks_change(zone, days, begins):
    batch = batch_in(zone)
    meet_weekly(batch=batch, slots=[slot()], now=NOW)
    assert {when[6:] for when in starts(batch, zone)} == {"19:00"}
    assert len(starts(batch)) == 6
    assert [when[6:8] for when in starts(batch)][: len(begins)] == begins
    assert starts(batch)[0][:5] == days[0]


@pytest.mark.parametrize(
    ("zone", "day", "at", "moment"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T01:30:00+00:00"),  # skipped: 3:30 there
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25T00:30:00+00:00"),  # twice: the first
        ("America/New_York", date(2026, 3, 8), time(2, 30), "2026-03-08T07:30:00+00:00"),
        ("America/New_York", date(2026, 11, 1), time(1, 30), "2026-11-01T05:30:00+00:00"),
    ],
)
def test_times_that_are_skipped_or_come_twice(zone, day, at, moment):
    assert local_moment(day, at, zone).isoformat() == moment


def test_twice_is_once_and_nothing_begins_before_now():
    batch = batch_in()
    first = meet_weekly(batch=batch, slots=[slot(), slot(3)], now=NOW + timedelta(days=8))
    again = sessions_from_slots(batch=batch, now=NOW + timedelta(days=8))
    assert (len(first.made), len(again.made), len(again.changed), len(again.cancelled)) == (9, 0, 0, 0)
    assert starts(batch)[0] == "03-12 12:00"
    assert {session.title for session in batch.sessions.all()} == {"Morning group"}


def test_time_that_changes_takes_its_sessions_along_and_leaves_those_that_were_moved():
    batch = batch_in()
    meet_weekly(batch=batch, slots=[slot()], now=NOW)
    moved, other = batch.sessions.order_by("starts_at")[:2]
    plan = make_session_plan(title="Moved", starts_at=moved.starts_at + timedelta(days=1), minutes=60)
    change_session(session=moved, plan=plan, now=NOW)
    cancel_session(session=other, now=NOW)
    row = WeeklySlot.objects.get()
    outcome = meet_weekly(batch=batch, slots=[slot(begins=time(20), title="New", pk=row.pk)], now=NOW)
    assert (len(outcome.changed), len(outcome.made), len(outcome.cancelled)) == (4, 0, 0)
    assert starts(batch) == ["03-03 12:00", "03-16 13:00", "03-23 13:00", "03-30 13:00", "04-06 13:00"]
    changed = batch.sessions.get(starts_at=datetime(2026, 3, 16, 13, tzinfo=UTC))
    assert (changed.title, changed.revision, changed.moved_from.hour) == ("New", 1, 12)


def test_time_that_goes_cancels_what_was_to_come_and_comes_back_with_new_sessions():
    batch = batch_in()
    meet_weekly(batch=batch, slots=[slot(), slot(3)], now=NOW)
    later = NOW + timedelta(days=10)
    outcome = meet_weekly(batch=batch, slots=[slot(3)], now=later)
    assert len(outcome.cancelled) == 4
    assert starts(batch)[:2] == ["03-02 12:00", "03-05 12:00"]
    assert len(meet_weekly(batch=batch, slots=[slot(), slot(3)], now=later).made) == 4


def test_slots_that_were_written_anew_keep_their_sessions():
    batch = batch_in()
    meet_weekly(batch=batch, slots=[slot()], now=NOW)
    before = set(batch.sessions.values_list("pk", "revision"))
    WeeklySlot.objects.all().delete()
    WeeklySlot.objects.create(batch=batch, weekday=0, begins=time(19), minutes=60, title="Morning group")
    outcome = sessions_from_slots(batch=batch, now=NOW)
    assert (outcome.made, outcome.changed, outcome.cancelled) == ([], [], [])
    assert set(batch.sessions.values_list("pk", "revision")) == before
    assert not batch.sessions.filter(slot=None).exists()


def test_other_days_of_the_batch_add_and_cancel():
    batch = batch_in()
    meet_weekly(batch=batch, slots=[slot()], now=NOW)
    days = {"starts_on": date(2026, 3, 9), "ends_on": date(2026, 4, 19)}
    batch = change_batch(batch=batch, plan=make_plan(timezone="Asia/Jakarta", **days), now=NOW)
    made, cancelled = batch.sessions.filter(revision=0, starts_at__month=4), batch.sessions.exclude(cancelled_at=None)
    assert (made.count(), cancelled.count()) == (2, 1)
    assert (starts(batch)[0], starts(batch)[-1]) == ("03-09 12:00", "04-13 12:00")


def test_other_time_zone_moves_what_comes_from_weekly_times_alone():
    batch = batch_in()
    meet_weekly(batch=batch, slots=[slot()], now=NOW)
    plan = make_session_plan(title="Single", starts_at=datetime(2026, 3, 4, 3, tzinfo=UTC))
    schedule_session(batch=batch, plan=plan, now=NOW)
    batch = change_batch(batch=batch, plan=make_plan(timezone="Europe/Berlin", **TERM), now=NOW)
    assert batch.sessions.filter(revision=1).count() == 6
    assert starts(batch)[:2] == ["03-02 18:00", "03-04 03:00"]


def test_host_who_does_not_teach_any_more_is_nobody():
    batch = batch_in()
    teacher = batch.teachers.get()
    meet_weekly(batch=batch, slots=[slot(host=teacher.user)], now=NOW)
    assert set(batch.sessions.values_list("host", flat=True)) == {teacher.user_id}
    teacher.delete()
    sessions_from_slots(batch=batch, now=NOW)
    assert set(batch.sessions.values_list("host", flat=True)) == {None}


@pytest.mark.parametrize(
    ("slots", "code"),
    [([slot(), slot(minutes=5)], "SLOT_TWICE"), ([slot(minutes=4)], "SLOT_LENGTH"), ([slot(7)], "SLOT_LENGTH")],
)
def test_week_that_makes_no_sense_is_refused(slots, code):
    with pytest.raises(BatchInvalid) as refused:
        meet_weekly(batch=batch_in(), slots=slots, now=NOW)
    assert refused.value.code == code


def test_archived_batch_has_no_more_sessions():
    batch = archive_batch(batch=batch_in())
    with pytest.raises(BatchArchived):
        sessions_from_slots(batch=batch, now=NOW)


def test_database_refuses_two_sessions_of_one_time_and_day():
    batch = batch_in()
    meet_weekly(batch=batch, slots=[slot()], now=NOW)
    row = batch.sessions.first()
    row.pk, row.uid = None, "6a0f6c1e-8c1b-4c55-9d0a-0c3d7a1f2b3c"
    with pytest.raises(IntegrityError):
        row.save(force_insert=True)


def test_two_sessions_of_one_host_at_once_are_told_in_all_batches():
    one, two = batch_in(), batch_in()
    host = one.teachers.get().user
    two.teachers.create(user=host)
    plan = make_session_plan(starts_at=datetime(2026, 3, 4, 3, tzinfo=UTC), host=host)
    session, other = (schedule_session(batch=batch, plan=plan, now=NOW) for batch in (one, two))
    assert list(overlapping(session)) == [other]
    assert with_overlaps(LiveSession.objects.all()).get(pk=session.pk).is_overlapping
    cancel_session(session=other, now=NOW)
    assert not overlapping(session).exists()
    assert not with_overlaps(LiveSession.objects.all()).get(pk=session.pk).is_overlapping


@pytest.mark.parametrize("weeks", [1, 20])
def test_many_sessions_take_the_same_queries(weeks, django_assert_num_queries):
    batch = batch_in(ends_on=TERM["starts_on"] + timedelta(weeks=weeks) - timedelta(days=1))
    WeeklySlot.objects.create(batch=batch, weekday=0, begins=time(19), minutes=60, title="T")
    with django_assert_num_queries(8):
        assert len(sessions_from_slots(batch=batch, now=NOW).made) == weeks
