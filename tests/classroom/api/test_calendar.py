"""A person's calendar as programs use it."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import time_machine
import vobject

from classroom.services.sessions import cancel_session
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.calendars import batch_of_spring, daily_sessions, session_at
from tests.lms_site.api.answers import assert_error
from tests.sharing import own

pytestmark = pytest.mark.django_db
CALENDAR, FILE, FEED = "/api/v1/calendar/", "/api/v1/calendar.ics", "/api/v1/calendar/feed/"


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel(datetime(2026, 3, 10, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(person=UserFactory())


person = own("person")


@pytest.fixture
def client(person):
    return api_client(person)


def data_of(answer):
    assert answer.status_code == 200, answer.content
    return answer.json()["data"]


def test_dates_of_the_next_month_are_listed(client, person):
    batch = batch_of_spring(person, name="Spring")
    session = session_at(batch, 3, 12, 18, title="Questions")
    session_at(batch, 3, 5, 18, title="Over")
    session_at(batch, 4, 20, 18, title="Later")
    session_at(batch_of_spring(), 3, 12, 18, title="Of others")
    (entry,) = data_of(client.get(CALENDAR))
    assert (entry["title"], entry["uid"], entry["session"]) == ("Questions", str(session.uid), session.pk)
    assert (entry["starts_at"], entry["ends_at"]) == ("2026-03-12T17:00:00Z", "2026-03-12T18:00:00Z")
    assert (entry["day"], entry["timezone"], entry["batch"]) == (None, "Europe/Berlin", batch.pk)
    assert entry["url"].startswith("http")


def test_bounds_are_days_or_moments(client, person):
    session_at(batch_of_spring(person, name="Spring"), 3, 12, 18, title="Questions")

    def kinds(since, until):
        return [row["kind"] for row in data_of(client.get(CALENDAR, {"from": since, "until": until}))]

    assert kinds("2026-03-01", "2026-05-01") == ["batch_begins", "session", "batch_ends"]
    assert kinds("2026-03-12", "2026-03-13") == ["session"]
    assert kinds("2026-03-12T17:00:00Z", "2026-03-12T17:00:01Z") == ["session"]
    assert kinds("2026-03-13T00:00:00+07:00", "2026-03-14T00:00:00+07:00") == ["session"]
    assert kinds("2026-03-01T00:00:00-08:00", "2026-03-02T00:00:00-08:00") == ["batch_begins"]


@pytest.mark.parametrize(
    "bounds",
    [
        {"from": "yesterday"},
        {"from": ""},
        {"from": "2026-02-30"},
        {"until": "12"},
        {"from": "2026-03-01", "until": "2026-03-01"},
        {"from": "2026-03-01", "until": "2026-02-01"},
        {"from": "2026-03-01", "until": "2027-04-07"},
        {"until": "2026-03-01"},
        {"from": "0001-01-01"},
        {"from": "9999-12-31T23:59:59-12:00"},
        {"from": "2026-03-01\0"},
    ],
)
def test_bounds_that_make_no_sense_are_refused(client, bounds):
    assert_error(client.get(CALENDAR, bounds), 400, "VALIDATION_ERROR")


def test_cancelled_session_says_when(client, person):
    cancel_session(session=session_at(batch_of_spring(person), 3, 12, 18))
    (entry,) = data_of(client.get(CALENDAR))
    assert (entry["cancelled_at"], entry["revision"]) == ("2026-03-10T12:00:00Z", 1)


def test_file_is_the_feed_for_whoever_has_a_token(client, person):
    session_at(batch_of_spring(person), 3, 12, 18, title="Questions")
    for accept in ("text/calendar", "*/*", "application/json"):
        answer = client.get(FILE, headers={"Accept": accept})
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert len(vobject.readOne(answer.content.decode()).vevent_list) == 3
    assert client.get(FILE, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert_error(client.get(FILE, headers={"Accept": "text/html"}), 406, "NOT_ACCEPTABLE")
    assert_error(api_client(None).get(FILE), 401, "NOT_AUTHENTICATED")


def test_address_is_read_and_renewed(client, person):
    first = data_of(client.get(FEED))["url"]
    assert first == data_of(client.get(FEED))["url"]
    second = data_of(client.post(FEED))["url"]
    assert second == data_of(client.get(FEED))["url"] != first
    paths = ["/calendar/" + address.rpartition("/")[2] for address in (first, second)]
    assert [api_client(None).get(path).status_code for path in paths] == [404, 200]


@pytest.mark.parametrize("number", [1, 20])
def test_lists_take_the_same_queries(client, person, number, django_assert_num_queries):
    batch = batch_of_spring(person)
    daily_sessions(batch, 3, 11, 9, number)
    client.get(CALENDAR)
    with django_assert_num_queries(8):  # the person, and seven for the calendar
        assert len(data_of(client.get(CALENDAR))) == number
    client.get(FILE)
    with django_assert_num_queries(8):
        client.get(FILE)
    with django_assert_num_queries(2):
        client.get(FEED)
