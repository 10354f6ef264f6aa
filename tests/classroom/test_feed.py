"""The feed of a person's calendar, its address, and sessions as files."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
import vobject
from django.core.cache import cache
from django.core.signing import BadSignature
from django.urls import reverse

from classroom.feed_tokens import feed_token, read_feed_token
from classroom.models import CalendarFeed, LiveSession, Partner
from classroom.queries.feeds import feed_url
from classroom.services.feeds import renew_feed
from classroom.services.sessions import cancel_session, change_session
from tests.commerce.shop_material import text_of
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.calendars import batch_of_spring, daily_sessions, session_at
from tests.factories.catalog import make_courses
from tests.factories.sessions import make_session_plan
from tests.sharing import own

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(person=UserFactory())


person = own("person")


def path_of(person) -> str:
    """The address of the feed on this site."""
    return "/calendar/" + feed_url(person).rpartition("/")[2]


def calendar_of(client, person):
    answer = client.get(path_of(person))
    assert answer.status_code == 200
    return vobject.readOne(answer.content.decode())


def test_whoever_has_the_address_reads_the_dates(client, person):
    session_at(batch_of_spring(person, name="Spring"), 3, 12, 18, title="Questions")
    answer = client.get(path_of(person))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in answer["Cache-Control"]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    events = vobject.readOne(answer.content.decode()).vevent_list
    assert [event.summary.value for event in events] == ["Spring begins", "Questions · Spring", "Spring: last day"]


def test_empty_calendar_is_a_calendar(client, person):
    assert "vevent" not in calendar_of(client, person).contents


def test_moved_and_cancelled_session_keeps_its_name_with_a_higher_number(client, person):
    session = session_at(batch_of_spring(person), 3, 12, 18)

    def told():
        found = [event for event in calendar_of(client, person).vevent_list if event.uid.value == str(session.uid)]
        assert len(found) == 1
        return found[0].sequence.value, found[0].status.value, found[0].dtstart.value

    begins = session.starts_at.astimezone(UTC)
    later = begins + timedelta(days=1)
    assert told() == ("0", "CONFIRMED", begins)
    change_session(session=session, plan=make_session_plan(starts_at=later))
    assert told() == ("1", "CONFIRMED", later)
    cancel_session(session=session)
    assert told() == ("2", "CANCELLED", later)


def test_what_is_over_or_was_cancelled_leaves_after_ninety_days(client, person, clock):
    batch = batch_of_spring(person)
    session_at(batch, 3, 5, 18, title="Held")
    cancel_session(session=session_at(batch, 4, 20, 18, title="Cancelled"))
    clock.move_to(NOW + timedelta(days=84))
    shown = client.get(path_of(person)).content.decode()
    assert "Held" in shown
    assert "Cancelled" in shown
    clock.move_to(NOW + timedelta(days=91))
    shown = client.get(path_of(person)).content.decode()
    assert "Held" not in shown
    assert "Cancelled" not in shown


def test_feed_tells_nothing_that_opens_the_room(client, person):
    session = session_at(batch_of_spring(person), 3, 12, 18, partner=Partner.ZOOM)
    secrets = {"join_url": "https://zoom.example/j/secret1", "host_url": "https://zoom.example/s/secret2"}
    LiveSession.objects.filter(pk=session.pk).update(**secrets, external_id="secret3")
    assert "secret" not in client.get(path_of(person)).content.decode()


def test_unchanged_calendar_is_not_sent_again(client, person, clock):
    session = session_at(batch_of_spring(person), 3, 12, 18)
    etag = client.get(path_of(person))["ETag"]
    clock.shift(timedelta(minutes=5))
    again = client.get(path_of(person), headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    cancel_session(session=session)
    assert client.get(path_of(person), headers={"If-None-Match": etag}).status_code == 200


def test_head_has_the_headers_alone(client, person):
    answer = client.head(path_of(person))
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"]
    assert client.post(path_of(person)).status_code == 405


def test_feed_speaks_the_language_of_its_owner(client):
    person = UserFactory(language="id")
    batch_of_spring(person)
    answer = client.get(path_of(person), headers={"Accept-Language": "en"})
    assert answer["Content-Language"] == "id"


def test_new_address_makes_the_old_one_void(client, person):
    old = path_of(person)
    assert old == path_of(person)
    renew_feed(user=person)
    assert client.get(old).status_code == 404
    assert client.get(path_of(person)).status_code == 200
    assert CalendarFeed.objects.get().generation == 1


def test_who_may_not_sign_in_has_no_feed(client, person):
    address = path_of(person)
    person.is_active = False
    person.save()
    assert client.get(address).status_code == 404
    person.delete()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("token", ["x", "1.0.", "1.0.AAAA", "..", "1.0", "é", "%00", "a" * 3000])
def test_forged_address_is_nobodys_and_no_person_is_looked_for(client, token, django_assert_max_num_queries):
    with django_assert_max_num_queries(4) as asked:  # whether an editor leads this address elsewhere
        answer = client.get(f"/calendar/{token}.ics")
    assert not [query for query in asked.captured_queries if "accounts_user" in query["sql"]]
    assert answer.status_code == 404
    assert not answer.cookies


def test_token_of_one_person_is_not_that_of_another(person):
    signature = feed_token(person.pk, 0).rpartition(".")[2]
    for value in (f"{person.pk}.1", f"{person.pk + 1}.0"):
        with pytest.raises(BadSignature):
            read_feed_token(f"{value}.{signature}")


def test_program_that_asks_all_the_time_is_told_to_wait(client, person, settings):
    settings.LMS_API_RATES = {**settings.LMS_API_RATES, "calendar": "2/h"}
    for _time in range(2):
        assert client.get(path_of(person)).status_code == 200
    answer = client.get(path_of(person))
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3601
    assert client.get(path_of(UserFactory())).status_code == 200
    renew_feed(user=person)
    assert client.get(path_of(person)).status_code == 200
    cache.clear()


def test_page_shows_the_address_and_takes_a_new_one_after_asking(client, person):
    client.force_login(person)
    shown = text_of(client.get("/calendar/feed/"))
    assert feed_url(person) in shown
    assert f"webcal:{feed_url(person).partition(':')[2]}" in shown
    old = path_of(person)
    assert "cannot be undone" in text_of(client.get("/calendar/feed/new/"))
    assert client.get(old).status_code == 200
    answer = client.post("/calendar/feed/new/", follow=True)
    assert "This is your new address" in text_of(answer)
    assert feed_url(person) in text_of(answer)
    assert client.get(old).status_code == 404


def test_pages_of_the_address_are_for_who_is_signed_in(client):
    for address in ("/calendar/feed/", "/calendar/feed/new/"):
        assert client.get(address)["Location"].startswith("/accounts/login/")
    assert client.post("/calendar/feed/new/")["Location"].startswith("/accounts/login/")
    assert not CalendarFeed.objects.exists()


def test_session_is_saved_as_a_file_by_those_who_are_in_the_batch(client, person):
    batch = batch_of_spring(person)
    session = session_at(batch, 3, 12, 18, title="Questions")
    address = f"/batches/{batch.pk}/sessions/{session.pk}.ics"
    assert client.get(address)["Location"].startswith("/accounts/login/")
    client.force_login(person)
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    event = vobject.readOne(answer.content.decode()).vevent
    assert (event.uid.value, event.summary.value) == (str(session.uid), "Questions · Morning group")
    other = batch_of_spring(person)
    assert client.get(f"/batches/{other.pk}/sessions/{session.pk}.ics").status_code == 404
    client.force_login(UserFactory())
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("number", [1, 20])
def test_feed_takes_eight_queries(client, person, number, django_assert_num_queries):
    courses = make_courses(min(number, 10), modules=0)
    batches = [batch_of_spring(person, course=course) for course in courses]
    daily_sessions(batches[0], 3, 1, 9, number)
    address = path_of(person)
    client.get(address)
    with django_assert_num_queries(8):  # the person, and seven for the calendar
        client.get(address)


def test_staff_who_look_as_somebody_do_not_see_the_address(client, person):
    client.force_login(ModeratorFactory())
    client.post(reverse("see_as", args=[person.pk]))
    for address in ("/calendar/feed/", "/calendar/feed/new/"):
        assert client.get(address).status_code == 403
    assert client.post("/calendar/feed/new/").status_code == 403
    assert not CalendarFeed.objects.exists()
