"""A batch as its teacher tells it: from opening to the archive, without leaving the product.

People join until the seats are taken, and wait; news goes out; they meet, who was there is known; modules open at
their time; somebody makes room for the next one; the batch is taught again, and the old one can be read for good.
"""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
import vobject
from django.core import mail

from catalog.access import lesson_access
from classroom.models import Attendance, BatchMember, CourseBatch
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


def test_batch_from_opening_to_archive(client, clock):
    teacher = Person(client, InstructorFactory(display_name="Sekar"))
    course = make_course(author=teacher.user, title="Loops", lessons=2)
    ana, budi, citra = (Person(client, UserFactory(display_name=name)) for name in ("Ana", "Budi", "Citra"))

    # The teacher plans it: the times of the week become live sessions, and the near ones get their rooms.
    teacher.does("/teach/batches/new/", course=course.pk, **FORM)
    batch = CourseBatch.objects.get()
    room, desk = f"/batches/{batch.pk}/", f"/teach/batches/{batch.pk}/"
    session = batch.sessions.order_by("starts_at").first()
    assert (session.starts_at, batch.sessions.count()) == (MEETING, 4)
    settle_rooms()
    session.refresh_from_db()
    assert (session.state, session.join_url[:8]) == ("ready", "https://")

    # By the code on the board two come in; who comes third waits.
    for person in (ana, budi):
        assert person.does("/batches/join/", code=batch.join_code) == room
    assert "There is no seat left" in citra.does("/batches/join/", status=409, code=batch.join_code)
    citra.does("/batches/join/", code=batch.join_code, do="wait")

    # What the teacher announces and hands out is read and answered, and comes by mail.
    teacher.does(f"{desk}announcements/", text="Welcome, **everybody**.", by_mail="on")
    teacher.does(f"{desk}materials/", title="Reading list", text="Chapter one")
    assert "<strong>everybody</strong>" in ana.reads(room)
    announcement = batch.announcements.get()
    ana.does(f"{room}announcements/{announcement.pk}/", text="Thank you")
    assert "Thank you" in budi.reads(room)
    assert "Reading list" in budi.reads(f"{room}classwork/")
    assert letters("Welcome") == sorted(person.user.email for person in (ana, budi))

    # A module opens to all at the second meeting, and to one of them at once.
    key, lesson = modules_of(course)[0].translation_key, lessons_of(course)[0]
    teacher.does(f"{desk}openings/", **{"do": "dates", str(key): "2036-03-13T19:00"})
    member = BatchMember.objects.get(user=budi.user)
    teacher.does(f"{desk}openings/", do="except", member=member.pk, module=str(key))
    assert [lesson_access(person.user, lesson).allowed for person in (ana, budi)] == [False, True]

    # It stands in everybody's calendar, and follows there when it is moved.
    token = ana.reads("/calendar/feed/").partition("/calendar/")[2]
    assert token
    moved = MEETING + timedelta(hours=1)
    teacher.does(
        f"{desk}sessions/{session.pk}/",
        title="Evening class",
        day="2036-03-06",
        begins="20:00",
        minutes=90,
        partner="jitsi",
        host=teacher.user.pk,
    )
    client.force_login(ana.user)
    events = vobject.readOne(client.get(f"{room}sessions/{session.pk}.ics").content.decode()).vevent_list
    assert [(event.dtstart.value, event.sequence.value) for event in events] == [(moved, "1")]

    # A day before everybody is reminded; ten minutes before the door opens, to those who are in it.
    mail.outbox.clear()
    clock.move_to(moved - timedelta(hours=24))
    announce_near_sessions()
    assert letters("Evening class") == sorted(person.user.email for person in (ana, budi, teacher))
    settle_rooms()
    door = f"{room}sessions/{session.pk}/join/"
    clock.move_to(moved - timedelta(minutes=11))
    assert "ten minutes before" in ana.does(door, status=409)
    clock.move_to(moved - timedelta(minutes=9))
    assert ana.does(door).startswith("https://")
    citra.reads(door, status=403)

    # Who was there is known afterwards; the teacher corrects it.
    clock.move_to(moved + timedelta(hours=2))
    reckon_due()
    assert statuses(session) == {"Ana": "present", "Budi": "absent"}
    shown = json.dumps({budi.user.pk: ["absent", ""]})
    teacher.does(f"{desk}attendance/{session.pk}/", seen=shown, **{f"status-{budi.user.pk}": "excused"})
    assert statuses(session) == {"Ana": "present", "Budi": "excused"}
    assert "Excused" in budi.reads(f"{room}attendance/")

    # Somebody makes room; the seat is kept for whoever waits, who takes it.
    budi.does(room, do="leave")
    assert letters("A seat") == [citra.user.email]
    citra.does(room, do="claim")
    assert "Citra" in teacher.reads(f"{desk}roster/")

    # It is taught again, later in the year; the old one goes into the archive, where it can be read.
    teacher.does(f"{desk}copy/", name="Again", starts_on="2036-09-01", parts=["teachers", "slots", "classwork"])
    again = CourseBatch.objects.get(name="Again")
    assert (again.ends_on, again.sessions.count(), again.materials.count()) == (date(2036, 9, 28), 4, 1)
    clock.move_to(datetime(2036, 4, 2, tzinfo=UTC))
    teacher.does(f"{desk}archive/")
    assert "in the archive" in ana.reads(room)
    assert "Welcome" in ana.reads(room)
    teacher.does(f"{desk}announcements/", status=409, text="One more thing")
