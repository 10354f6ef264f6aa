"""Planning batches on the site: the list, a new one, its settings."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from classroom.models import CourseBatch, Joining, Partner
from classroom.services.batches import archive_batch
from classroom.services.slots import set_slots
from classroom.services.waiting import wait_for_seat
from tests.commerce.shop_material import text_of
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.batch_making import make_assistant, make_slot_plan
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.crowds import seat_people
from tests.sharing import own

pytestmark = pytest.mark.django_db
LIST, NEW = "/teach/batches/", "/teach/batches/new/"
TODAY = timezone.now().date()
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def made(made_once):
    person = InstructorFactory(timezone="Asia/Singapore")
    course = make_course(author=person, modules=0)
    return SimpleNamespace(person=person, course=course, foreign=make_course(modules=0))


person, course, foreign = own("person"), own("course"), own("foreign")


@pytest.fixture
def teacher(person, client):
    client.force_login(person)
    return person


def typed(*slots: dict, **changes) -> dict:
    """The form as a browser sends it."""
    rows = {f"slots-{number}-{name}": value for number, row in enumerate(slots) for name, value in row.items()}
    plan = {
        "name": "Evening group",
        "starts_on": "2036-03-03",
        "ends_on": "2036-03-31",
        "timezone": "Europe/Berlin",
        "seats": "12",
        "joining": "code",
        "joins_from": "",
        "joins_until": "2036-03-02T18:00",
    }
    return {**plan, "slots-TOTAL_FORMS": str(len(slots)), "slots-INITIAL_FORMS": "0", **rows, **changes}


def row(**changes) -> dict:
    return {"number": "", "weekday": "3", "begins": "19:00", "minutes": "90", "title": "", **changes}


def settings(batch, rest: str = "settings/") -> str:
    return f"/teach/batches/{batch.pk}/{rest}"


def names(client, **query) -> list[str]:
    return [batch.name for batch in client.get(LIST, query).context["page_obj"]]


def test_list_shows_what_one_teaches_with_state_seats_and_who_waits(client, teacher):
    batch = make_batch(make_course(modules=0, title="Weaving"), teacher=teacher, seats=1, name="Mine")
    seat(batch)
    wait_for_seat(user=UserFactory(), batch=batch)
    make_batch(name="Of somebody else")
    page = text_of(client.get(LIST))
    for part in ("Mine", "Weaving", "Running", "1 of 1 seat taken", "1 waits for a seat"):
        assert part in page
    assert "Of somebody else" not in page
    client.force_login(ModeratorFactory())
    assert len(names(client)) == 2
    client.force_login(make_assistant(batch))
    assert names(client) == ["Mine"]


def test_list_is_filtered_by_state_and_course(client, teacher):
    first, second = make_course(modules=0), make_course(modules=0)
    make_batch(first, teacher=teacher, name="running")
    make_batch(first, teacher=teacher, name="coming", starts_on=TODAY + 9 * DAY)
    make_batch(first, teacher=teacher, name="over", starts_on=TODAY - 9 * DAY, ends_on=TODAY - 3 * DAY)
    archive_batch(batch=make_batch(second, teacher=teacher, name="archived"))
    for state in ("running", "coming", "over", "archived"):
        assert names(client, state=state) == [state]
    assert names(client, course=str(second.translation_key)) == ["archived"]
    assert len(names(client, state="nonsense", course="nonsense", page="nonsense")) == 4
    assert "No batch fits" in text_of(client.get(LIST, {"state": "over", "course": str(second.translation_key)}))


def test_state_goes_by_the_clocks_of_each_batch(client, teacher, time_machine):
    """At 11:30 UTC it is past midnight in Auckland and early morning in Pago Pago."""
    time_machine.move_to(datetime(2036, 3, 9, 11, 30, tzinfo=UTC), tick=False)
    client.force_login(teacher)
    days = {"starts_on": date(2036, 3, 10), "ends_on": date(2036, 3, 20), "teacher": teacher}
    course = make_course(modules=0)
    make_batch(course, name="begun", timezone="Pacific/Auckland", **days)
    make_batch(course, name="not yet", timezone="Pacific/Pago_Pago", **days)
    assert (names(client, state="running"), names(client, state="coming")) == (["begun"], ["not yet"])


def test_first_step_is_told_where_there_is_nothing_yet(client):
    teacher = InstructorFactory()
    client.force_login(teacher)
    assert "It begins with a course that you write" in text_of(client.get(LIST))
    assert "It begins with a course that you write" in text_of(client.get(NEW))
    make_course(author=teacher, modules=0)
    assert "Plan the first batch" in text_of(client.get(LIST))


@pytest.mark.parametrize("address", [LIST, NEW])
def test_learners_are_refused_and_visitors_sign_in(client, address):
    assert client.get(address)["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory())
    assert client.get(address).status_code == 403


def test_new_batch_by_the_form(client, teacher, course):
    assert "Singapore" in client.get(NEW).context["form"]["timezone"].as_widget()
    answer = client.post(NEW, typed(row(), row(weekday="", begins="", minutes="90"), course=course.pk))
    batch = CourseBatch.objects.get()
    assert answer["Location"] == settings(batch)
    assert (batch.course_key, batch.stock.capacity, batch.created_by) == (course.translation_key, 12, teacher)
    # By the clocks of the batch, not by those of whoever typed it.
    assert batch.joins_until == datetime(2036, 3, 2, 17, tzinfo=UTC)
    slot = batch.slots.get()
    assert (slot.weekday, slot.begins, slot.title, slot.host) == (3, time(19), "Evening group", teacher)


def test_course_of_somebody_else_is_not_offered_and_not_accepted(client, teacher, course):
    foreign = make_course(author=InstructorFactory(), modules=0, title="Foreign")
    assert "Foreign" not in text_of(client.get(NEW))
    assert client.post(NEW, typed(course=foreign.pk)).status_code == 422
    assert not CourseBatch.objects.exists()


WRONG = [
    ({"ends_on": "2036-03-01"}, "ends_on", "The last day is before the first one."),
    ({"ends_on": "2040-03-01"}, "ends_on", "three years at most"),
    ({"starts_on": "9999-01-01", "ends_on": "9999-02-01"}, "starts_on", "between the years"),
    ({"starts_on": "tomorrow"}, "starts_on", "Enter a valid date"),
    ({"timezone": "Mars/Olympus"}, "timezone", "not one of the available choices"),
    ({"joins_from": "2036-03-02T19:00"}, "joins_until", "Joining must end after it begins"),
    ({"name": "  "}, "name", "This field is required"),
    ({"name": "x" * 121}, "name", "at most 120"),
    ({"seats": "0"}, "seats", "greater than or equal to 1"),
    ({"joining": "everybody"}, "joining", "not one of the available choices"),
]


@pytest.mark.parametrize(("changes", "field", "text"), WRONG)
def test_what_makes_no_sense_stays_in_the_form_with_the_reason_at_its_field(
    client, teacher, course, changes, field, text
):
    answer = client.post(NEW, typed(course=course.pk, **changes))
    assert answer.status_code == 422
    assert any(text in error for error in answer.context["form"].errors[field])
    assert not CourseBatch.objects.exists()


def test_wrong_weekly_times_are_told_and_nothing_is_saved(client, teacher, course):
    for rows in ([row(begins="")], [row(minutes="3")], [row(weekday="9")], [row(), row()]):
        answer = client.post(NEW, typed(*rows, course=course.pk))
        assert answer.status_code == 422
    assert "Two of the weekly times are the same" in text_of(answer)
    assert client.post(NEW, {**typed(course=course.pk), "slots-TOTAL_FORMS": "many"}).status_code == 422
    assert not CourseBatch.objects.exists()


def test_one_more_time_and_one_less_without_script(client, teacher, course):
    answer = client.post(NEW, typed(row(title="Kept"), row(DELETE="on"), do="more", name="", course=""))
    assert answer.status_code == 200
    assert [form.initial.get("title") for form in answer.context["slots"]] == ["Kept", None]
    assert "This field is required" not in text_of(answer)
    for count in ("", "-1", "x", "999999"):
        strange = {**typed(do="more"), "slots-TOTAL_FORMS": count}
        assert client.post(NEW, strange).status_code == 200


def test_hostile_name_is_shown_as_text(client, teacher, foreign):
    batch = make_batch(foreign, teacher=teacher, name="<script>alert(1)</script>")
    for address in (LIST, settings(batch), settings(batch, "archive/"), settings(batch, "copy/")):
        assert "<script>alert" not in text_of(client.get(address))


def test_settings_change_everything_and_keep_rows_and_partners(client, teacher, foreign):
    batch = make_batch(foreign, teacher=teacher, seats=5)
    slot = set_slots(batch=batch, slots=[make_slot_plan(partner=Partner.ZOOM)])[0]
    shown = client.get(settings(batch)).context
    assert shown["slots"].initial_forms[0].initial["number"] == slot.pk
    sent = typed(row(number=slot.pk, begins="20:00", host=teacher.pk), joining="anybody", joins_until="")
    assert "The settings are saved" in text_of(client.post(settings(batch), sent, follow=True))
    batch.refresh_from_db()
    assert (batch.name, batch.timezone, batch.joining) == ("Evening group", "Europe/Berlin", Joining.ANYBODY)
    changed = batch.slots.get()
    assert (changed.pk, changed.begins, changed.host, changed.partner) == (slot.pk, time(20), teacher, Partner.ZOOM)
    client.post(settings(batch), typed(row(number=slot.pk, DELETE="on")))
    assert not batch.slots.exists()


def test_fewer_seats_than_are_taken_are_refused_at_the_field(client, teacher, foreign):
    batch = make_batch(foreign, teacher=teacher, seats=5)
    seat(batch)
    seat(batch)
    answer = client.post(settings(batch), typed(seats="1"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["seats"]


def test_moments_are_shown_by_the_clocks_of_the_batch(client, teacher, foreign):
    batch = make_batch(
        foreign, teacher=teacher, timezone="Europe/Berlin", joins_until=datetime(2036, 7, 1, 10, tzinfo=UTC)
    )
    assert 'value="2036-07-01T12:00"' in text_of(client.get(settings(batch)))


def test_assistants_see_and_others_do_not(client, teacher, foreign):
    batch = make_batch(foreign, teacher=teacher)
    client.force_login(make_assistant(batch))
    page = text_of(client.get(settings(batch)))
    assert "Its teachers change what stands here" in page
    assert "disabled" in page
    assert client.post(settings(batch), typed()).status_code == 403
    client.force_login(seat(batch).user)
    assert client.get(settings(batch)).status_code == 403
    client.force_login(InstructorFactory())
    assert client.get(settings(make_batch(joining=Joining.CODE))).status_code == 404


def test_archived_batch_is_shown_and_not_changed(client, teacher, foreign):
    batch = make_batch(foreign, teacher=teacher, name="Morning group")
    archive_batch(batch=batch)
    page = text_of(client.get(settings(batch)))
    assert "Nobody joins a batch that is in the archive" in page
    answer = client.post(settings(batch), typed())
    assert answer.status_code == 422
    assert "in the archive" in text_of(answer)
    assert CourseBatch.objects.get().name == "Morning group"


@pytest.mark.parametrize("number", [1, 20])
def test_list_and_settings_take_the_same_queries(client, teacher, course, number, django_assert_num_queries):
    batches = [make_batch(course, teacher=teacher) for _batch in range(number)]
    seat_people(batches[0], number)
    slots = [make_slot_plan(begins=time(hour), host=teacher) for hour in range(number)]
    set_slots(batch=batches[0], slots=slots)
    client.get(LIST)
    with django_assert_num_queries(6):
        client.get(LIST)
    with django_assert_num_queries(7):
        client.get(LIST, {"state": "running"})
    with django_assert_num_queries(6):
        client.get(settings(batches[0]))
