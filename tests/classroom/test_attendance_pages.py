"""Attendance on the site: one's own, the sheet, the marking of a class, the table to take away."""

import json
from io import BytesIO
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from classroom.models import Attendance, TeacherRole
from classroom.services.attendance import Mark, mark_attendance, reckon_session
from classroom.services.batches import archive_batch
from classroom.services.joining import leave_batch
from classroom.services.sessions import cancel_session
from tests.commerce.shop_material import text_of
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.attendance import be_there, hold_session, make_running_batch, seat_early
from tests.factories.classroom import seat
from tests.factories.crowds import seat_people
from tests.factories.sessions import make_session
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    batch = make_running_batch(name="Evenings")
    ana = seat_early(batch, display_name="Ana").user
    return SimpleNamespace(batch=batch, session=hold_session(batch, title="Loops"), ana=ana)


batch, session, ana = own("batch"), own("session"), own("ana")


@pytest.fixture
def teacher(client, batch):
    teacher = batch.teachers.get().user
    client.force_login(teacher)
    return teacher


def sheet(batch, more="") -> str:
    return f"/teach/batches/{batch.pk}/attendance/{more}"


def own(batch) -> str:
    return f"/batches/{batch.pk}/attendance/"


def one(session) -> str:
    return sheet(session.batch, f"{session.pk}/")


def send(client, session, seen: dict, **fields):
    data = {"seen": json.dumps(seen), "do": "save", **fields}
    return client.post(one(session), data, follow=True)


def day_of(session) -> str:
    """By the clocks of the batch."""
    return session.starts_at.astimezone(ZoneInfo(session.batch.timezone)).date().isoformat()


def statuses(session) -> dict[str, str]:
    rows = Attendance.objects.filter(session=session).order_by("member")
    return {row.member.user.display_name: row.status for row in rows}


# --- One's own -------------------------------------------------------------------------------
def test_learner_sees_own_sessions_alone(client, batch, session, ana):
    budi = seat_early(batch, display_name="Budi").user
    be_there(session, ana, since=20)
    hold_session(batch, hours_ago=30, title="Not taken")
    make_session(batch, title="Ahead of us")
    cancel_session(session=hold_session(batch, hours_ago=50, title="Called off"))
    reckon_session(session=session)
    teacher = batch.teachers.get().user
    mark_attendance(session=session, marks=[Mark(user_id=budi.pk, status="excused", note="Dentist")], by=teacher)
    client.force_login(ana)
    shown = text_of(client.get(own(batch)))
    assert "You were at 1 of 1 session." in shown
    assert "Late" in shown
    assert "40 minutes" in shown
    assert "Nothing said yet" in shown
    for hidden in ("Ahead of us", "Called off", "Dentist", "Budi"):
        assert hidden not in shown
    client.force_login(budi)
    shown = text_of(client.get(own(batch)))
    assert "Nothing counts yet" in shown
    assert "Dentist" in shown


def test_learner_who_came_later_is_not_asked_for_what_was_before(client, batch, session):
    later = seat(batch).user
    client.force_login(later)
    shown = text_of(client.get(own(batch)))
    assert "No session has taken place yet" in shown


def test_teacher_is_led_from_the_learners_room_to_the_sheet(client, batch, teacher):
    shown = text_of(client.get(own(batch)))
    assert "You do not learn in this batch" in shown
    assert f'href="{sheet(batch)}"' in shown


# --- Doors -----------------------------------------------------------------------------------
def test_sheet_is_for_those_who_teach(client, batch, session, ana):
    assistant = UserFactory()
    batch.teachers.create(user=assistant, role=TeacherRole.ASSISTANT)
    addresses = [sheet(batch), sheet(batch, "table.csv"), one(session)]
    people = {ana: 403, UserFactory(): 403, assistant: 200, ModeratorFactory(): 200}
    for person, status in people.items():
        client.force_login(person)
        assert [client.get(address).status_code for address in addresses] == [status] * 3
    client.logout()
    for address in (*addresses, own(batch)):
        assert client.get(address)["Location"].startswith("/accounts/login/")
    assert client.post(one(session), {"do": "all_present"})["Location"].startswith("/accounts/login/")


def test_session_of_another_batch_is_not_found(client, batch, teacher):
    other = hold_session()
    assert client.get(sheet(batch, f"{other.pk}/")).status_code == 404
    assert client.get(sheet(batch, "table.pdf")).status_code == 404


# --- The sheet -------------------------------------------------------------------------------
def test_sheet_shows_people_by_sessions_with_shares_and_totals(client, batch, session, ana, teacher):
    gone = seat_early(batch, display_name="Gita")
    be_there(session, ana)
    be_there(session, gone.user, until=5)
    reckon_session(session=session)
    leave_batch(user=gone.user, batch=batch)
    seat(batch, UserFactory(display_name="New"))
    shown = text_of(client.get(sheet(batch)))
    assert "1 of 2" in shown
    assert "100%" in shown
    assert "0%" in shown
    assert "has left" in shown
    assert "Nothing said yet" in shown
    assert shown.index("Ana") < shown.index("Gita") < shown.index("New")


def test_sheet_is_chosen_by_time_and_name(client, batch, ana, teacher):
    seat_early(batch, display_name="Budi")
    old, new = hold_session(batch, hours_ago=24 * 9, title="Old"), hold_session(batch, title="New")
    shown = text_of(client.get(sheet(batch), {"since": day_of(new)}))
    assert one(new) in shown
    assert one(old) not in shown
    shown = text_of(client.get(sheet(batch), {"until": day_of(old), "q": "an"}))
    assert one(old) in shown
    assert one(new) not in shown
    assert "Budi" not in shown
    assert "Nothing fits" in text_of(client.get(sheet(batch), {"q": "<script>alert(1)</script>"}))
    wrong = client.get(sheet(batch), {"since": "2036-02-02", "until": "2036-02-01", "page": "x"})
    assert "The first day comes before the last one" in text_of(wrong)


def test_empty_sheets_say_what_will_be_there(client):
    batch = make_running_batch()
    client.force_login(batch.teachers.get().user)
    assert "No session has taken place yet" in text_of(client.get(sheet(batch)))
    make_session(batch, title="Coming")
    assert "Excuse somebody for “Coming”" in text_of(client.get(sheet(batch)))
    hold_session(batch)
    assert "Nobody is in this batch yet" in text_of(client.get(sheet(batch)))


def test_table_holds_everybody_and_nothing_that_computes(client, batch, session, teacher):
    person = seat_early(batch, display_name="=1+1", email="ana@example.com").user
    be_there(session, person)
    reckon_session(session=session)
    csv = client.get(sheet(batch, "table.csv")).content.decode("utf-8-sig")
    assert csv.startswith("Name,E-mail address,")
    assert "'=1+1,ana@example.com,Present,1,0,0,0,100" in csv
    book = load_workbook(BytesIO(client.get(sheet(batch, "table.xlsx")).content))
    assert [cell.value for cell in book.active[2]][:3] == ["'=1+1", "ana@example.com", "Present"]
    assistant = UserFactory()
    batch.teachers.create(user=assistant, role=TeacherRole.ASSISTANT)
    client.force_login(assistant)
    assert "ana@example.com" not in client.get(sheet(batch, "table.csv")).content.decode()


# --- Marking ---------------------------------------------------------------------------------
def test_only_what_was_changed_on_the_page_is_said_by_hand(client, batch, session, ana, teacher):
    budi, citra = (seat_early(batch, display_name=name).user for name in ("Budi", "Citra"))
    be_there(session, ana)
    reckon_session(session=session)
    seen = {ana.pk: ["present", ""], budi.pk: ["absent", ""], citra.pk: ["absent", ""]}
    fields = {f"status-{ana.pk}": "present", f"status-{budi.pk}": "excused", f"note-{budi.pk}": "At  work"}
    answer = send(client, session, seen, **fields, **{f"status-{citra.pk}": "absent"})
    assert "Saved for 1 person." in text_of(answer)
    assert Attendance.objects.exclude(marked_at=None).get().note == "At work"
    assert statuses(session) == {"Ana": "present", "Budi": "excused", "Citra": "absent"}
    back = send(client, session, {budi.pk: ["excused", "At work"]}, **{f"status-{budi.pk}": "reckoned"})
    assert "Saved for 1 person." in text_of(back)
    assert statuses(session)["Budi"] == "absent"


def test_page_that_is_old_does_not_undo_what_somebody_else_has_said(client, batch, session, ana, teacher):
    budi = seat_early(batch, display_name="Budi").user
    mark_attendance(session=session, marks=[Mark(user_id=ana.pk, status="late")], by=teacher)
    seen = {ana.pk: ["", ""], budi.pk: ["", ""]}
    send(client, session, seen, **{f"status-{budi.pk}": "present"})
    assert statuses(session) == {"Ana": "late", "Budi": "present"}


def test_everybody_else_and_taking_everything_back(client, batch, session, ana, teacher):
    seat_early(batch, display_name="Budi")
    mark_attendance(session=session, marks=[Mark(user_id=ana.pk, status="excused")], by=teacher)
    assert "1 person is marked present." in text_of(client.post(one(session), {"do": "all_present"}, follow=True))
    assert statuses(session) == {"Ana": "excused", "Budi": "present"}
    assert "taken back" in text_of(client.post(one(session), {"do": "unmark_all"}, follow=True))
    assert statuses(session) == {}


def test_what_is_refused_is_said_and_what_was_typed_stays(client, batch, session, ana, teacher):
    seen = {ana.pk: ["", ""]}
    answer = send(client, session, seen, **{f"note-{ana.pk}": "Ill <b>today</b>"})
    assert answer.status_code == 422
    assert "Say present, late, absent or excused." in text_of(answer)
    assert 'value="Ill &lt;b&gt;today&lt;/b&gt;"' in text_of(answer)
    coming = make_session(batch)
    answer = send(client, coming, seen, **{f"status-{ana.pk}": "present"})
    assert "Until then you can only excuse people." in text_of(answer)
    archive_batch(batch=batch)
    answer = send(client, session, seen, **{f"status-{ana.pk}": "present"})
    assert "in the archive" in text_of(answer)
    assert 'value="save"' not in text_of(client.get(one(session)))


@pytest.mark.parametrize("seen", ["", "x", "[]", '{"a": ["b"]}', '{"1": 2}', '{"9999999999999999999999": ["", ""]}'])
def test_what_no_page_of_ours_has_sent_changes_nothing(client, session, ana, teacher, seen):
    answer = client.post(one(session), {"do": "save", "seen": seen}, follow=True)
    assert answer.status_code == 200
    assert not Attendance.objects.exists()


def test_guest_is_named_and_unnamed(client, batch, session, ana, teacher):
    guest = be_there(session, name="<i>iPad</i>", until=45)
    shown = text_of(client.get(one(session)))
    assert "&lt;i&gt;iPad&lt;/i&gt;" in shown
    assert "45 minutes" in shown
    named = client.post(one(session), {"do": "match", "guest": guest.pk, "person": ana.pk}, follow=True)
    assert "It counts for Ana now." in text_of(named)
    assert "This was Ana." in text_of(named)
    assert statuses(session) == {"Ana": "present"}
    client.post(one(session), {"do": "unmatch", "guest": guest.pk})
    assert statuses(session) == {"Ana": "absent"}
    for wrong in ("", "x", "9" * 30, str(UserFactory().pk)):
        assert client.post(one(session), {"do": "match", "guest": guest.pk, "person": wrong}).status_code == 404


# --- Queries ---------------------------------------------------------------------------------
@pytest.mark.parametrize("number", [1, 20])
def test_pages_take_the_same_queries_however_much_there_is(client, number, django_assert_num_queries):
    batch = make_running_batch()
    client.force_login(batch.teachers.get().user)
    people = [member.user for member in seat_people(batch, number, now=batch.begins_at)]
    sessions = [hold_session(batch, hours_ago=2 + hour) for hour in range(number)]
    for session in sessions:
        be_there(session, people[0])
        be_there(session, name="guest")
        reckon_session(session=session)
    client.get(sheet(batch))
    with django_assert_num_queries(9):
        client.get(sheet(batch))
    with django_assert_num_queries(9):
        client.get(one(sessions[0]))
    with django_assert_num_queries(5):
        client.get(sheet(batch, "table.csv"))
    client.force_login(people[0])
    client.get(own(batch))
    with django_assert_num_queries(7):
        client.get(own(batch))
