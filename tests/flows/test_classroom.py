"""A batch as its teacher tells it: from opening to the archive, without leaving the product.

People join until the seats are taken, and wait; news goes out; they meet, who was there is known; modules open at
their time; somebody makes room for the next one; the batch is taught again, and the old one can be read for good.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
import vobject
from django.core import mail
from django.test import Client

from catalog.access import lesson_access
from catalog.models import CoursePage
from classroom.models import Attendance, BatchMember, CourseBatch, LiveSession
from classroom.tasks.attendance import reckon_due
from classroom.tasks.reminders import announce_near_sessions
from classroom.tasks.sessions import settle_rooms
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.catalog import lessons_of, make_course, modules_of

pytestmark = pytest.mark.django_db(transaction=True)

FIRST, LAST = date(2036, 3, 3), date(2036, 3, 30)
BEFORE = datetime(2036, 2, 20, 3, tzinfo=UTC)
# Thursdays at seven in the evening, by the clocks of Jakarta.
MEETING = datetime(2036, 3, 6, 12, tzinfo=UTC)
MOVED = MEETING + timedelta(hours=1)
FORM = {
    "name": "Thursday evenings",
    "starts_on": FIRST.isoformat(),
    "ends_on": LAST.isoformat(),
    "timezone": "Asia/Jakarta",
    "seats": 2,
    "joining": "code",
    "slots-TOTAL_FORMS": 1,
    "slots-INITIAL_FORMS": 0,
    "slots-0-weekday": 3,
    "slots-0-begins": "19:00",
    "slots-0-minutes": 90,
    "slots-0-title": "Evening class",
}


@pytest.fixture
def clock():
    with time_machine.travel(BEFORE, tick=False) as traveller:
        yield traveller


class Person:
    """Somebody at a browser; signed in anew each time, as days pass."""

    def __init__(self, client, user) -> None:
        self.client, self.user = client, user

    def reads(self, address: str, status: int = 200) -> str:
        self.client.force_login(self.user)
        answer = self.client.get(address)
        assert answer.status_code == status
        return answer.content.decode()

    def does(self, address: str, status: int = 302, **fields) -> str:
        self.client.force_login(self.user)
        answer = self.client.post(address, fields)
        assert answer.status_code == status, answer.content.decode()
        return answer.headers.get("Location", "") or answer.content.decode()


def letters(words: str) -> list[str]:
    return sorted(letter.to[0] for letter in mail.outbox if words in letter.subject)


def statuses(session) -> dict[str, str]:
    return dict(Attendance.objects.filter(session=session).values_list("member__user__display_name", "status"))


@dataclass
class School:
    """Those of whom the story is told, and their batch."""

    client: Client
    clock: object
    course: CoursePage
    teacher: Person
    ana: Person
    budi: Person
    citra: Person

    @property
    def batch(self) -> CourseBatch:
        return CourseBatch.objects.get(name=FORM["name"])

    @property
    def session(self) -> LiveSession:
        """The first meeting."""
        return self.batch.sessions.order_by("starts_at").first()

    @property
    def room(self) -> str:
        return f"/batches/{self.batch.pk}/"

    @property
    def desk(self) -> str:
        return f"/teach/batches/{self.batch.pk}/"


@pytest.fixture
def school(client, clock):
    teacher = Person(client, InstructorFactory(display_name="Sekar"))
    course = make_course(author=teacher.user, title="Loops", lessons=2)
    learners = (Person(client, UserFactory(display_name=name)) for name in ("Ana", "Budi", "Citra"))
    return School(client, clock, course, teacher, *learners)


def test_batch_from_opening_to_archive(school):
    the_teacher_plans_it_and_the_times_of_the_week_become_sessions(school)
    two_come_in_by_the_code_and_the_third_waits(school)
    news_and_material_reach_everybody_and_are_answered(school)
    a_module_opens_at_its_time_and_to_one_at_once(school)
    a_meeting_that_moves_moves_in_all_calendars(school)
    they_are_reminded_and_the_door_opens_to_those_who_are_in_it(school)
    who_was_there_is_known_and_corrected(school)
    somebody_makes_room_for_whoever_waits(school)
    it_is_taught_again_and_the_old_one_can_be_read_for_good(school)


def the_teacher_plans_it_and_the_times_of_the_week_become_sessions(school):
    school.teacher.does("/teach/batches/new/", course=school.course.pk, **FORM)
    assert (school.session.starts_at, school.batch.sessions.count()) == (MEETING, 4)
    settle_rooms()
    assert (school.session.state, school.session.join_url[:8]) == ("ready", "https://")


def two_come_in_by_the_code_and_the_third_waits(school):
    code = school.batch.join_code
    for person in (school.ana, school.budi):
        assert person.does("/batches/join/", code=code) == school.room
    assert "There is no seat left" in school.citra.does("/batches/join/", status=409, code=code)
    school.citra.does("/batches/join/", code=code, do="wait")


def news_and_material_reach_everybody_and_are_answered(school):
    school.teacher.does(f"{school.desk}announcements/", text="Welcome, **everybody**.", by_mail="on")
    school.teacher.does(f"{school.desk}materials/", title="Reading list", text="Chapter one")
    assert "<strong>everybody</strong>" in school.ana.reads(school.room)
    announcement = school.batch.announcements.get()
    school.ana.does(f"{school.room}announcements/{announcement.pk}/", text="Thank you")
    assert "Thank you" in school.budi.reads(school.room)
    assert "Reading list" in school.budi.reads(f"{school.room}classwork/")
    assert letters("Welcome") == sorted([school.ana.user.email, school.budi.user.email])


def a_module_opens_at_its_time_and_to_one_at_once(school):
    key, lesson = modules_of(school.course)[0].translation_key, lessons_of(school.course)[0]
    school.teacher.does(f"{school.desk}openings/", **{"do": "dates", str(key): "2036-03-13T19:00"})
    member = BatchMember.objects.get(user=school.budi.user)
    school.teacher.does(f"{school.desk}openings/", do="except", member=member.pk, module=str(key))
    assert [lesson_access(person.user, lesson).allowed for person in (school.ana, school.budi)] == [False, True]


def a_meeting_that_moves_moves_in_all_calendars(school):
    plan = {"title": "Evening class", "minutes": 90, "partner": "jitsi", "host": school.teacher.user.pk}
    address = f"{school.desk}sessions/{school.session.pk}/"
    school.teacher.does(address, day="2036-03-06", begins="20:00", **plan)
    feed = re.search(r"/calendar/[^\"]+\.ics", school.ana.reads("/calendar/feed/"))
    calendar = vobject.readOne(school.client.get(feed[0]).content.decode())
    events = {event.uid.value: event for event in calendar.vevent_list}
    first = events[next(uid for uid in events if str(school.session.uid) in uid)]
    assert (first.dtstart.value, first.sequence.value) == (MOVED, "1")


def they_are_reminded_and_the_door_opens_to_those_who_are_in_it(school):
    mail.outbox.clear()
    school.clock.move_to(MOVED - timedelta(hours=24))
    announce_near_sessions()
    inside = [school.ana.user.email, school.budi.user.email, school.teacher.user.email]
    assert letters("Evening class") == sorted(inside)
    settle_rooms()
    door = f"{school.room}sessions/{school.session.pk}/join/"
    school.clock.move_to(MOVED - timedelta(minutes=11))
    assert "ten minutes before" in school.ana.does(door, status=409)
    school.clock.move_to(MOVED - timedelta(minutes=9))
    assert school.ana.does(door).startswith("https://")
    school.citra.reads(door, status=403)


def who_was_there_is_known_and_corrected(school):
    school.clock.move_to(MOVED + timedelta(hours=2))
    reckon_due()
    assert statuses(school.session) == {"Ana": "present", "Budi": "absent"}
    person = school.budi.user.pk
    sheet = {"seen": json.dumps({person: ["absent", ""]}), f"status-{person}": "excused"}
    school.teacher.does(f"{school.desk}attendance/{school.session.pk}/", **sheet)
    assert statuses(school.session) == {"Ana": "present", "Budi": "excused"}
    assert "Excused" in school.budi.reads(f"{school.room}attendance/")


def somebody_makes_room_for_whoever_waits(school):
    school.budi.does(school.room, do="leave")
    assert letters("A seat") == [school.citra.user.email]
    school.citra.does(school.room, do="claim")
    assert "Citra" in school.teacher.reads(f"{school.desk}roster/")


def it_is_taught_again_and_the_old_one_can_be_read_for_good(school):
    parts = ["teachers", "slots", "classwork"]
    school.teacher.does(f"{school.desk}copy/", name="Again", starts_on="2036-09-01", parts=parts)
    again = CourseBatch.objects.get(name="Again")
    assert (again.ends_on, again.sessions.count(), again.materials.count()) == (date(2036, 9, 28), 4, 1)
    school.clock.move_to(datetime(2036, 4, 2, tzinfo=UTC))
    school.teacher.does(f"{school.desk}archive/")
    page = school.ana.reads(school.room)
    assert "in the archive" in page
    assert "Welcome" in page
    school.teacher.does(f"{school.desk}announcements/", status=409, text="One more thing")
