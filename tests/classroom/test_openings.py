"""When modules open in a batch."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from catalog.access import lesson_access
from catalog.models import Enrollment
from classroom.errors import BatchArchived, NotInBatch
from classroom.models import TeacherRole
from classroom.services.batches import archive_batch, change_batch
from classroom.services.joining import leave_batch
from classroom.services.openings import open_module_as_for_others, open_module_to_member, set_module_dates
from tests.commerce.shop_material import text_of
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.bulk import repeat_module
from tests.factories.catalog import lessons_of, make_course, make_module, modules_of
from tests.factories.classroom import make_batch, make_plan, seat
from tests.factories.crowds import seat_people
from tests.sharing import own

pytestmark = pytest.mark.django_db
# Behind the moment at which anybody here enrolls.
NOW = timezone.now() + timedelta(hours=1)
LATER = NOW + timedelta(days=3)


@pytest.fixture(scope="module")
def made(made_once):
    course = make_course()
    batch = make_batch(course)
    return SimpleNamespace(course=course, batch=batch)


course, batch = own("course"), own("batch")


def page(batch) -> str:
    return f"/teach/batches/{batch.pk}/openings/"


def key_of(course):
    return modules_of(course)[0].translation_key


def opens_at(user, course):
    return lesson_access(user, lessons_of(course)[0], now=NOW).opens_at


def test_dates_reach_members_and_whoever_joins_later_and_end_with_leaving(batch, course):
    first = seat(batch).user
    set_module_dates(batch=batch, dates={key_of(course): LATER})
    second = seat(batch).user
    assert [opens_at(person, course) for person in (first, second)] == [LATER, LATER]
    leave_batch(user=first, batch=batch)
    assert Enrollment.objects.get(user=first).openings == {}
    set_module_dates(batch=batch, dates={})
    assert opens_at(second, course) is None


def test_whoever_leaves_one_batch_follows_the_other_one_of_the_course(batch, course):
    other, person = make_batch(course, starts_on=NOW.date() - timedelta(days=2)), UserFactory()
    for joined in (other, batch):
        seat(joined, person)
    set_module_dates(batch=other, dates={key_of(course): LATER})
    leave_batch(user=person, batch=batch)
    assert opens_at(person, course) == LATER
    assert Enrollment.objects.get(user=person).drip_from == other.begins_at


def test_first_day_that_moves_moves_the_modules(batch, course):
    member = seat(batch)
    later = batch.starts_on + timedelta(days=7)
    changed = change_batch(batch=batch, plan=make_plan(starts_on=later))
    assert Enrollment.objects.get(user=member.user).drip_from == changed.begins_at
    change_batch(batch=batch, plan=make_plan(starts_on=later, timezone="America/New_York"))
    midnight = datetime(later.year, later.month, later.day, tzinfo=ZoneInfo("America/New_York"))
    assert Enrollment.objects.get(user=member.user).drip_from == midnight


def test_exception_is_for_members_of_a_batch_that_is_open(batch, course):
    member, key = seat(batch).user, key_of(course)
    set_module_dates(batch=batch, dates={key: LATER})
    open_module_to_member(batch=batch, user=member, module_key=key, opens_at=None)
    assert opens_at(member, course) is None
    open_module_as_for_others(batch=batch, user=member, module_key=key)
    assert opens_at(member, course) == LATER
    with pytest.raises(NotInBatch):
        open_module_to_member(batch=batch, user=UserFactory(), module_key=key, opens_at=None)
    archive_batch(batch=batch)
    with pytest.raises(BatchArchived):
        open_module_to_member(batch=batch, user=member, module_key=key, opens_at=None)
    with pytest.raises(BatchArchived):
        set_module_dates(batch=batch, dates={})


def test_page_sets_dates_by_the_clocks_of_the_batch(client, batch, course):
    member, name = seat(batch).user, str(key_of(course))
    client.force_login(batch.teachers.get().user)
    typed = (NOW + timedelta(days=5)).strftime("%Y-%m-%dT09:30")
    answer = client.post(page(batch), {"do": "dates", name: typed}, follow=True)
    assert "The modules open by these dates now." in text_of(answer)
    expected = datetime.fromisoformat(typed).replace(tzinfo=ZoneInfo(batch.timezone))
    assert opens_at(member, course) == expected
    assert f'value="{typed}"' in answer.content.decode()
    client.post(page(batch), {"do": "dates", name: ""})
    assert opens_at(member, course) is None


def test_page_makes_an_exception_and_takes_it_back(client, batch, course):
    member, key = seat(batch), key_of(course)
    set_module_dates(batch=batch, dates={key: LATER})
    client.force_login(batch.teachers.get().user)
    chosen = {"member": member.pk, "module": str(key)}
    answer = client.post(page(batch), {"do": "except", **chosen, "opens_at": ""}, follow=True)
    assert "is open to" in text_of(answer)
    assert opens_at(member.user, course) is None
    answer = client.post(page(batch), {"do": "undo", **chosen}, follow=True)
    assert "as to the others again" in text_of(answer)
    assert opens_at(member.user, course) == LATER


@pytest.mark.parametrize("typed", ["tomorrow", "2026-13-01T10:00", "9999999-01-01T00:00", "<script>"])
def test_page_keeps_what_was_typed_wrong(client, batch, course, typed):
    client.force_login(batch.teachers.get().user)
    answer = client.post(page(batch), {"do": "dates", str(key_of(course)): typed})
    assert answer.status_code == 422
    assert not batch.module_dates.exists()


def test_assistant_makes_exceptions_and_sets_no_dates_and_learners_do_not_come_in(client, batch, course):
    member, assistant = seat(batch), UserFactory()
    batch.teachers.create(user=assistant, role=TeacherRole.ASSISTANT)
    client.force_login(assistant)
    assert "Save the dates" not in text_of(client.get(page(batch)))
    assert client.post(page(batch), {"do": "dates"}).status_code == 403
    chosen = {"do": "except", "member": member.pk, "module": str(key_of(course))}
    assert client.post(page(batch), chosen).status_code == 302
    other = {**chosen, "member": seat(make_batch()).pk}
    assert client.post(page(batch), other).status_code == 422
    client.force_login(member.user)
    assert client.get(page(batch)).status_code == 403
    client.force_login(UserFactory())
    assert client.get(page(make_batch(joining="code"))).status_code == 404


@pytest.mark.parametrize("number", [1, 20])
def test_page_takes_the_same_queries(client, batch, course, number, django_assert_num_queries):
    repeat_module(make_module(course, title="Module 0"), [f"Module {place}" for place in range(1, number)])
    for member in seat_people(batch, number):
        open_module_to_member(batch=batch, user=member.user, module_key=key_of(course), opens_at=LATER)
    client.force_login(batch.teachers.get().user)
    client.get(page(batch))
    # Person, batch, course twice, dates, exceptions, members; the outline, which this transaction has changed.
    with django_assert_num_queries(9):
        client.get(page(batch))


def test_programs_set_dates_and_exceptions(batch, course):
    member, key = seat(batch).user, key_of(course)
    client = api_client(batch.teachers.get().user)
    address = f"/api/v1/batches/{batch.pk}/openings/"
    assert client.get(address).json()["data"][0]["opens_at"] is None
    body = [{"module": str(key), "opens_at": LATER.isoformat()}]
    assert client.put(address, body).json()["data"][0]["module"] == str(key)
    assert opens_at(member, course) == LATER
    unknown = [{"module": "5f0d2c1e-8b1f-4e0e-9a55-2d3b6f1c7a90", "opens_at": LATER.isoformat()}]
    assert client.put(address, unknown).status_code == 400
    assert client.put(address, {"module": str(key)}).status_code == 400
    own = f"/api/v1/batches/{batch.pk}/members/{member.pk}/openings/{key}/"
    assert client.put(own, {"opens_at": None}).status_code == 200
    assert opens_at(member, course) is None
    for _twice in range(2):
        assert client.delete(own).status_code == 204
    assert opens_at(member, course) == LATER
    assert client.put(own.replace(str(key), unknown[0]["module"]), {"opens_at": None}).status_code == 404
    assert api_client(member).get(address).status_code == 403
