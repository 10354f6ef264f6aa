"""Batches, waitlists and live sessions in the CMS, for moderators and admins."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.utils import timezone

from accounts.models import UserActivity
from accounts.roles import INSTRUCTOR
from classroom.models import LiveSession, RoomState, WaitlistEntry
from classroom.services.batches import archive_batch
from classroom.services.sessions import cancel_session
from classroom.services.waiting import wait_for_seat
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory, make_people
from tests.factories.batch_making import make_assistant
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.sessions import make_session

pytestmark = pytest.mark.django_db
BATCHES, WAITLISTS, SESSIONS = "/cms/classroom/batches/", "/cms/classroom/waitlists/", "/cms/classroom/sessions/"
LISTS = (BATCHES, WAITLISTS, SESSIONS)
TODAY = timezone.now().date()


@pytest.fixture
def staff(client):
    person = ModeratorFactory()
    client.force_login(person)
    return person


def full_batch(*waiting, **plan):
    """A batch of one seat for which these people wait."""
    batch = make_batch(seats=1, **plan)
    seat(batch)
    for person in waiting:
        wait_for_seat(user=person, batch=batch)
    return batch


def rows(client, address: str, **query) -> list:
    return list(client.get(address, query).context["object_list"])


@pytest.mark.parametrize("address", LISTS)
def test_lists_are_for_moderators_and_admins_alone(client, address):
    assert client.get(address).status_code == 302
    client.force_login(InstructorFactory())
    assert client.get(address).status_code == 302
    for person in (ModeratorFactory(), AdminFactory()):
        client.force_login(person)
        page = client.get(address).content.decode()
        assert "Nothing yet" in page
        for other in LISTS:
            assert other in page


def test_instructors_find_no_classroom_in_the_menu(client):
    client.force_login(InstructorFactory())
    assert BATCHES not in client.get("/cms/").content.decode()


def test_batches_stand_with_course_state_seats_and_the_way_to_the_site(client, staff):
    batch = full_batch(UserFactory(), name="Evening group", course=make_course(modules=0, title="Weaving"))
    page = client.get(BATCHES).content.decode()
    for part in ("Evening group", "Weaving", "Running", "1 / 1", f"/teach/batches/{batch.pk}/settings/"):
        assert part in page
    assert rows(client, BATCHES, q="evening") == [batch]
    assert rows(client, BATCHES, q=batch.join_code) == [batch]
    assert rows(client, BATCHES, q="nothing") == []


def test_batch_of_several_teachers_is_found_once_by_their_addresses(client, staff):
    batch = make_batch(teacher=InstructorFactory(email="one@school.example"))
    make_assistant(batch, email="two@school.example")
    seat(batch)
    (found,) = rows(client, BATCHES, q="school.example")
    assert (found, found.member_count) == (batch, 1)


def test_batches_are_filtered(client, staff):
    course = make_course(modules=0)
    running, coming = make_batch(course), make_batch(starts_on=TODAY + timedelta(days=9), joining="staff")
    archived = archive_batch(batch=make_batch(course))
    day = (TODAY + timedelta(days=5)).isoformat()
    expected = {
        "state=running": {running},
        "state=coming": {coming},
        "state=archived": {archived},
        f"course={course.translation_key}": {running, archived},
        "joining=staff": {coming},
        f"starts_on_from={day}": {coming},
        f"starts_on_to={day}": {running, archived},
        "state=nonsense": {running, coming, archived},
    }
    for query, found in expected.items():
        assert set(client.get(f"{BATCHES}?{query}").context["object_list"]) == found, query


def test_waitlists_show_those_who_wait_in_their_order(client, staff):
    first, second = UserFactory(display_name="Ani"), UserFactory(display_name="Budi")
    full_batch(first, second)
    WaitlistEntry.objects.filter(user=second).update(is_first=True)
    WaitlistEntry.objects.create(batch=make_batch(), user=UserFactory(), ended_at=timezone.now())
    assert [entry.user for entry in rows(client, WAITLISTS)] == [first, second]
    assert [entry.user for entry in rows(client, WAITLISTS, is_first="true")] == [second]
    assert rows(client, WAITLISTS, is_offered="true") == []
    assert len(rows(client, WAITLISTS, is_offered="false")) == 2


def test_sessions_show_their_rooms_and_are_filtered(client, staff):
    ready, failed, cancelled = (make_session(title=title) for title in ("One", "Two", "Three"))
    LiveSession.objects.filter(pk=ready.pk).update(
        state=RoomState.READY, partner="zoom", host_url="https://h.example/x"
    )
    LiveSession.objects.filter(pk=failed.pk).update(state=RoomState.FAILED, failure="No answer")
    cancel_session(session=cancelled)
    page = client.get(SESSIONS).content.decode()
    assert "No answer" in page
    assert "h.example" not in page
    assert rows(client, SESSIONS, state="ready") == [ready]
    assert rows(client, SESSIONS, partner="zoom") == [ready]
    assert rows(client, SESSIONS, is_cancelled="true") == [cancelled]
    assert rows(client, SESSIONS, starts_at_to="2020-01-01") == []
    assert rows(client, SESSIONS, q="two") == [failed]


def exported(client, address: str) -> list[dict]:
    answer = client.get(f"{address}?export=csv")
    return list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode())))


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_tables_have_no_live_cells_and_are_on_record(client, staff, start):
    batch = full_batch(UserFactory(display_name=f"{start}1+1"), name=f"{start}1+1")
    make_session(batch, title=f"{start}1+1")
    for address, column in ((BATCHES, "Name"), (WAITLISTS, "Name"), (SESSIONS, "Title")):
        (row,) = exported(client, address)
        assert row[column] == f"'{start}1+1"
        book = openpyxl.load_workbook(BytesIO(client.get(f"{address}?export=xlsx").getvalue()))
        cells = [cell for line in book.active.iter_rows() for cell in line]
        assert all(cell.data_type != "f" for cell in cells)
    assert UserActivity.objects.filter(user=staff, verb="exported").count() == 6


def test_table_of_batches_holds_the_course_and_the_teachers(client, staff):
    teacher = InstructorFactory(display_name="Sekar")
    make_batch(make_course(modules=0, title="Weaving"), teacher=teacher, seats=7)
    (row,) = exported(client, BATCHES)
    assert (row["Course"], row["Teachers"], row["Seats"], row["State"]) == ("Weaving", "Sekar", "7", "Running")


@pytest.mark.parametrize("number", [1, 20])
def test_lists_take_the_same_queries(client, staff, number, django_assert_num_queries):
    course = make_course(modules=0)
    people = zip(make_people(number, INSTRUCTOR), make_people(number), make_people(number), strict=True)
    for teacher, learner, waiting in people:
        batch = make_batch(course, teacher=teacher, seats=1)
        seat(batch, learner)
        wait_for_seat(user=waiting, batch=batch)
        make_session(batch)
    for address, queries in ((BATCHES, 16), (WAITLISTS, 14), (SESSIONS, 14)):
        client.get(address)
        with django_assert_num_queries(queries):
            assert len(rows(client, address)) == number
