"""Attendance: reckoned once from what was heard, said by hand for good, taken back, people recognised."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from classroom.errors import AttendanceRefused, BatchArchived, BatchInvalid, SessionCancelled
from classroom.models import Attendance, Presence, Reckoning
from classroom.services.attendance import (
    Mark,
    mark_attendance,
    mark_others_present,
    match_presence,
    reckon_due_sessions,
    reckon_session,
    unmark,
)
from classroom.services.batches import archive_batch, change_batch
from classroom.services.joining import leave_batch
from classroom.services.presence import depart
from classroom.services.sessions import cancel_session
from classroom.tasks.attendance import reckon_due
from tests.factories.accounts import UserFactory
from tests.factories.attendance import be_there, hold_session, make_running_batch, seat_early
from tests.factories.classroom import make_batch, make_plan, seat
from tests.factories.crowds import seat_people
from tests.factories.sessions import make_session
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(batch=make_running_batch())


batch = own("batch")


@pytest.fixture
def session(batch):
    return hold_session(batch)


@pytest.fixture
def teacher(batch):
    return batch.teachers.get().user


def said(session) -> dict[str, tuple[str, int]]:
    rows = Attendance.objects.filter(session=session).order_by("member")
    return {row.member.user.display_name: (row.status, row.minutes) for row in rows}


def mark(session, user, status, by, note="", **more):
    mark_attendance(session=session, marks=[Mark(user_id=user.pk, status=status, note=note)], by=by, **more)


def test_session_is_reckoned_from_presences_and_twice_is_once(batch, session):
    ana, budi, citra, _dian = [seat_early(batch, display_name=name).user for name in ("Ana", "Budi", "Citra", "Dian")]
    be_there(session, ana)
    be_there(session, budi, since=20)
    be_there(session, citra, until=10)
    for _twice in range(2):
        reckon_session(session=session)
    assert said(session) == {
        "Ana": ("present", 60),
        "Budi": ("late", 40),
        "Citra": ("absent", 10),
        "Dian": ("absent", 0),
    }
    assert Reckoning.objects.get().heard == 9


def test_share_that_counts_is_a_setting_of_the_batch():
    batch = make_running_batch(attendance_percent=80)
    session, person = hold_session(batch), seat_early(batch).user
    be_there(session, person, until=45)
    reckon_session(session=session)
    assert Attendance.objects.get().status == "absent"
    with pytest.raises(BatchInvalid) as refused:
        make_batch(attendance_percent=0)
    assert refused.value.code == "BATCH_ATTENDANCE"


def test_nothing_is_said_where_nothing_was_heard_of_the_room(batch, session):
    seat_early(batch)
    reckon_session(session=session)
    assert said(session) == {}
    be_there(session, name="somebody")
    reckon_session(session=session)
    assert [status for status, _minutes in said(session).values()] == ["absent"]


def test_those_who_were_not_in_the_batch_have_no_row(batch, session):
    seat(batch, UserFactory(display_name="Came later"))
    early = seat_early(batch, display_name="Left before")
    leave_batch(user=early.user, batch=batch, now=session.starts_at - timedelta(hours=1))
    during = seat_early(batch, display_name="Left during")
    leave_batch(user=during.user, batch=batch, now=session.starts_at + timedelta(minutes=50))
    be_there(session, during.user, until=50)
    reckon_session(session=session)
    assert said(session) == {"Left during": ("present", 50)}


def test_session_that_goes_on_or_was_cancelled_is_not_reckoned(batch):
    person = seat_early(batch).user
    running, cancelled = hold_session(batch, hours_ago=0.5), hold_session(batch, title="Off")
    for session in (running, cancelled):
        be_there(session, person)
    cancel_session(session=cancelled)
    for session in (running, cancelled):
        reckon_session(session=session)
    assert not Attendance.objects.exists()


def test_what_a_teacher_says_stays_until_taken_back(batch, session, teacher):
    person = seat_early(batch, display_name="Ana").user
    be_there(session, person, until=5)
    mark(session, person, "excused", teacher, note="  At the   dentist ")
    reckon_session(session=session)
    row = Attendance.objects.get()
    assert (row.status, row.minutes, row.note, row.marked_by) == ("excused", 5, "At the dentist", teacher)
    mark(session, person, "present", teacher)
    assert Attendance.objects.get().note == ""
    for _twice in range(2):
        unmark(session=session, user_ids=[person.pk])
    row = Attendance.objects.get()
    assert (row.status, row.minutes, row.marked_at) == ("absent", 5, None)


def test_mark_of_a_deleted_teacher_stays(batch, session):
    teacher, person = UserFactory(), seat_early(batch).user
    be_there(session, person)
    mark(session, person, "absent", teacher)
    teacher.delete()
    reckon_session(session=session)
    assert Attendance.objects.get().status == "absent"


def test_taken_back_where_nothing_was_heard_leaves_nothing(batch, session, teacher):
    person = seat_early(batch).user
    mark(session, person, "present", teacher)
    unmark(session=session, user_ids=[person.pk])
    assert not Attendance.objects.exists()


def test_everybody_else_is_present(batch, session, teacher):
    people = [seat_early(batch, display_name=name).user for name in ("Ana", "Budi", "Citra")]
    mark(session, people[0], "excused", teacher)
    be_there(session, people[1], until=5)
    reckon_session(session=session)
    assert mark_others_present(session=session, by=teacher) == 2
    assert {name: status for name, (status, _minutes) in said(session).items()} == {
        "Ana": "excused",
        "Budi": "present",
        "Citra": "present",
    }


def test_marks_that_make_no_sense_are_refused_as_a_whole(batch, session, teacher):
    inside, outside = seat_early(batch).user, UserFactory()
    coming = make_session(batch)
    for where, marks, code in (
        (session, [Mark(user_id=inside.pk, status="present"), Mark(user_id=outside.pk, status="present")], "PERSON"),
        (session, [Mark(user_id=inside.pk, status="asleep")], "STATUS"),
        (coming, [Mark(user_id=inside.pk, status="present")], "EARLY"),
    ):
        with pytest.raises(AttendanceRefused) as refused:
            mark_attendance(session=where, marks=marks, by=teacher)
        assert refused.value.code == f"ATTENDANCE_{code}"
    assert not Attendance.objects.exists()
    mark(coming, inside, "excused", teacher)
    assert Attendance.objects.get().status == "excused"


def test_cancelled_session_and_archived_batch_take_no_marks(batch, session, teacher):
    person, cancelled = seat_early(batch).user, hold_session(batch, title="Off")
    presence = be_there(session, name="who")
    cancel_session(session=cancelled)
    with pytest.raises(SessionCancelled):
        mark(cancelled, person, "present", teacher)
    archive_batch(batch=batch)
    with pytest.raises(BatchArchived):
        mark(session, person, "present", teacher)
    with pytest.raises(BatchArchived):
        unmark(session=session, user_ids=[person.pk])
    with pytest.raises(BatchArchived):
        match_presence(presence=presence, user=person, by=teacher)


def test_person_is_recognised_in_all_stretches_of_the_name_and_forgotten_again(batch, session, teacher):
    person = seat_early(batch, display_name="Ana").user
    first = be_there(session, name="iPad of A", until=20)
    be_there(session, name="iPad of A", since=30)
    be_there(session, name="iPad")
    match_presence(presence=first, user=person, by=teacher)
    assert said(session) == {"Ana": ("present", 50)}
    assert Presence.objects.filter(user=person, matched_by=teacher).count() == 2
    match_presence(presence=first, user=None, by=teacher)
    assert said(session) == {"Ana": ("absent", 0)}
    with pytest.raises(AttendanceRefused):
        match_presence(presence=first, user=UserFactory(), by=teacher)


def test_nameless_stretches_are_recognised_one_by_one_and_known_ones_stay(batch, session, teacher):
    person, other = seat_early(batch).user, seat_early(batch).user
    one, _two = be_there(session), be_there(session)
    match_presence(presence=one, user=person, by=teacher)
    assert Presence.objects.filter(user=None).count() == 1
    known = be_there(session, other, name="Other")
    match_presence(presence=known, user=person, by=teacher)
    match_presence(presence=known, user=None, by=teacher)
    assert Presence.objects.get(pk=known.pk).user == other


def test_job_reckons_what_has_ended_and_again_when_late_notices_come(batch, django_assert_max_num_queries):
    person = seat_early(batch, display_name="Ana").user
    session = hold_session(batch)
    hold_session(batch, hours_ago=1.05)  # over for three minutes
    be_there(session, name="Ana?", until=None)
    assert [reckon_due_sessions() for _run in range(2)] == [1, 0]
    depart(session=session, key="test:0", at=session.starts_at + timedelta(minutes=10))
    assert reckon_due_sessions() == 1
    be_there(session, person)
    reckon_due()
    assert said(session) == {"Ana": ("present", 60)}
    with django_assert_max_num_queries(2):
        assert reckon_due_sessions() == 0


def test_notices_after_a_day_change_nothing_and_what_was_never_reckoned_is(batch):
    now = timezone.now()
    person, session = seat_early(batch).user, hold_session(batch, hours_ago=24 * 3)
    assert reckon_due_sessions(now=now) == 1
    be_there(session, person)
    assert reckon_due_sessions(now=now) == 0


def test_sessions_of_two_weeks_follow_another_share_that_counts(batch, teacher):
    ana, budi = (seat_early(batch, display_name=name).user for name in ("Ana", "Budi"))
    session = hold_session(batch, hours_ago=24 * 6)
    for person in (ana, budi):
        be_there(session, person, until=20)
    reckon_due_sessions()
    mark(session, budi, "absent", teacher)
    change_batch(batch=batch, plan=make_plan(ends_on=batch.ends_on, attendance_percent=30))
    assert [reckon_due_sessions() for _run in range(2)] == [1, 0]
    assert said(session) == {"Ana": ("present", 20), "Budi": ("absent", 20)}


def test_session_that_was_over_before_the_archive_is_reckoned_and_no_other(batch):
    person = seat_early(batch).user
    before, after = hold_session(batch, hours_ago=4), hold_session(batch, hours_ago=2)
    for session in (before, after):
        be_there(session, person)
    archive_batch(batch=batch, now=after.starts_at)
    reckon_due_sessions()
    assert [row.session for row in Attendance.objects.all()] == [before]


@pytest.mark.parametrize("number", [1, 20])
def test_reckoning_takes_the_same_statements_however_many_are_in_it(number, batch, session, django_assert_num_queries):
    for member in seat_people(batch, number, now=batch.begins_at):
        be_there(session, member.user)
    # session; heard, known rows, presences, members; all written at once; the reckoning found and written; savepoints
    with django_assert_num_queries(14):
        reckon_session(session=session)
    assert Attendance.objects.filter(status="present").count() == number
