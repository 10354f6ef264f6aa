"""Many at once: each reminder is announced once, and what a teacher says survives a reckoning at the same moment."""

import threading
from datetime import timedelta

from django.utils import timezone

from classroom.models import Attendance, SessionReminder
from classroom.queries.reminders import sessions_near
from classroom.services.attendance import Mark, mark_attendance, reckon_session
from classroom.services.reminders import announce_near_sessions, mail_next_reminders
from lms_site.models import OutboxEvent, OutgoingMail
from tests.factories.attendance import be_there, hold_session, make_running_batch, seat_early
from tests.factories.sessions import make_session
from tests.threads import RACES, all_at_once

pytestmark = RACES
MANY = 8


def near_session(batch):
    return make_session(batch, starts_at=timezone.now() + timedelta(minutes=10))


def test_session_is_announced_once_by_many_jobs():
    near_session(make_running_batch())
    announced = all_at_once(lambda _job: announce_near_sessions(), range(MANY))
    assert sum(announced) == 1
    assert OutboxEvent.objects.filter(name__endswith=".SessionNear").count() == 1


def test_control_looking_without_a_lock_announces_many_times():
    near_session(make_running_batch())
    looked, announced = threading.Barrier(MANY), []

    def naive(_job):
        if sessions_near("soon", timezone.now()).exists():
            looked.wait(timeout=30)
            announced.append(1)

    all_at_once(naive, range(MANY))
    assert len(announced) == MANY


def test_everybody_is_mailed_once_by_many_workers():
    batch = make_running_batch()
    for _person in range(6):
        seat_early(batch)
    session = near_session(batch)
    reminder = SessionReminder.objects.create(session=session, notice="soon", starts_at=session.starts_at)
    all_at_once(lambda _worker: [mail_next_reminders(reminder.pk, size=2) for _chunk in range(5)], range(MANY))
    while mail_next_reminders(reminder.pk, size=2):
        pass
    assert OutgoingMail.objects.filter(key__startswith="session-near:").count() == 7


def test_what_a_teacher_says_survives_reckoning_at_the_same_moment():
    batch = make_running_batch()
    session, teacher = hold_session(batch), batch.teachers.get().user
    people = [seat_early(batch).user for _person in range(4)]
    be_there(session, people[0])

    def mark_or_reckon(number):
        if number % 2:
            return reckon_session(session=session)
        marks = [Mark(user_id=people[number // 2].pk, status="excused")]
        return mark_attendance(session=session, marks=marks, by=teacher)

    assert all_at_once(mark_or_reckon, range(MANY)) == [None] * MANY
    assert set(Attendance.objects.values_list("status", flat=True)) == {"excused"}
    assert Attendance.objects.count() == 4
