"""The calendar on the site: one's own, and the room of a batch."""

from datetime import UTC, datetime

import pytest
import time_machine
from bs4 import BeautifulSoup

from classroom.services.sessions import cancel_session
from tests.commerce.shop_material import text_of
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.calendars import batch_of_spring, daily_sessions, session_at

pytestmark = pytest.mark.django_db
OWN = "/calendar/"


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel(datetime(2026, 3, 10, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def person(client):
    person = UserFactory(timezone="Asia/Jakarta")
    client.force_login(person)
    return person


def room(batch) -> str:
    return f"/batches/{batch.pk}/calendar/"


def soup(client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def cell_of(page, day: str):
    """The cell of a day of the month."""
    return page.select_one(f'.cal-month time[datetime="{day}"]').find_parent("td")


def test_visitor_signs_in_first(client):
    for address in (OWN, room(batch_of_spring())):
        assert client.get(address)["Location"].startswith("/accounts/login/?next=")


def test_month_is_a_table_with_the_dates_by_the_readers_clocks(client, person):
    batch = batch_of_spring(person, name="Spring")
    session_at(batch, 3, 26, 18, title="Before the change")
    session_at(batch, 3, 31, 18, title="After the change")
    page = soup(client, f"{OWN}?on=2026-03-05")
    assert words(page.select_one(".cal-bar__title")) == "March 2026"
    assert [words(head) for head in page.select(".cal-month thead th[scope=col]")][:2] == ["Sun Sunday", "Mon Monday"]
    assert "midnight–1 a.m. Before the change Spring" in words(cell_of(page, "2026-03-27"))
    assert "11 p.m.–midnight After the change" in words(cell_of(page, "2026-03-31"))
    assert "Spring begins Europe/Berlin" in words(cell_of(page, "2026-03-01"))
    assert "Times are by the clocks of Asia/Jakarta." in text_of(client.get(OWN))


def test_today_is_marked(client, person):
    assert cell_of(soup(client, OWN), "2026-03-10")["aria-current"] == "date"
    assert "Today" in words(cell_of(soup(client, OWN), "2026-03-10"))
    assert not soup(client, f"{OWN}?on=2026-05-01").select("td[aria-current]")


def test_week_has_rows_of_hours(client, person):
    session_at(batch_of_spring(person, timezone="Asia/Jakarta"), 3, 12, 20, title="Late")
    page = soup(client, f"{OWN}?view=week&on=2026-03-12")
    rows = {words(row.th): row for row in page.select(".cal-week tbody tr")}
    assert list(rows) == [
        "All day",
        "8 a.m.",
        "9 a.m.",
        "10 a.m.",
        "11 a.m.",
        "noon",
        *[f"{n} p.m." for n in range(1, 9)],
    ]
    cells = rows["8 p.m."].find_all("td")
    assert ["Late" in words(cell) for cell in cells] == [False, False, False, False, True, False, False]


def test_list_holds_days_with_something_only(client, person):
    session_at(batch_of_spring(person), 3, 12, 8, title="Morning")
    page = soup(client, f"{OWN}?view=agenda")
    assert [words(head) for head in page.select(".cal-agenda h3")] == ["Thursday March 12, 2026"]
    entry = page.select_one(".cal-agenda .cal-entry")
    assert soup(client, entry["href"].partition("#")[0]).find(id=entry["href"].partition("#")[2])


def test_cancelled_session_is_crossed_out_and_said(client, person):
    cancel_session(session=session_at(batch_of_spring(person), 3, 12, 8, title="Morning"))
    entry = soup(client, OWN).select_one(".cal-month .cal-entry--cancelled")
    assert words(entry.s) == "Morning"
    assert "Cancelled" in words(entry)


def test_arrows_and_views_keep_what_is_shown(client, person):
    page = soup(client, f"{OWN}?view=week&on=2026-03-12")
    steps = [link["href"] for link in page.select(".cal-bar__steps a")]
    assert steps == ["?view=week&on=2026-03-05", "?view=week&on=2026-03-10", "?view=week&on=2026-03-19"]
    assert [words(link) for link in page.select(".cal-views [aria-current=page]")] == ["Week"]
    for link in page.select(".cal-bar a"):
        assert client.get(OWN + link["href"]).status_code == 200


@pytest.mark.parametrize("query", ["?view=year", "?on=2026-02-30", "?on=9999-12-31", "?view[]=week&on[]=x", "?on=%00"])
def test_address_that_makes_no_sense_shows_this_month(client, person, query):
    assert words(soup(client, OWN + query).select_one(".cal-bar__title")) == "March 2026"


def test_empty_calendar_says_what_will_stand_there(client, person):
    assert "Nothing is planned in these days" in text_of(client.get(OWN))


def test_titles_are_text(client, person):
    session_at(batch_of_spring(person, name="<b>Bold</b>"), 3, 12, 8, title="<script>alert(1)</script>")
    for view in ("month", "week", "agenda"):
        shown = client.get(f"{OWN}?view={view}&on=2026-03-10").content.decode()
        assert "<script>alert" not in shown
        assert "<b>Bold" not in shown


def test_room_of_a_batch_shows_its_dates_alone(client, person):
    batch = batch_of_spring(person, name="Spring")
    session_at(batch, 3, 12, 8, title="Of this batch")
    session_at(batch_of_spring(person), 3, 12, 8, title="Of another")
    page = soup(client, room(batch))
    assert words(page.select_one(".room-tabs [aria-current=page]")) == "Calendar"
    assert "Of this batch" in words(page)
    assert "Of another" not in words(page)


def test_room_is_for_those_who_are_in_the_batch(client, person):
    batch = batch_of_spring()
    assert client.get(room(batch)).status_code == 403
    assert client.get(room(batch_of_spring(joining="code"))).status_code == 404
    for known in (batch.teachers.get().user, ModeratorFactory()):
        client.force_login(known)
        assert client.get(room(batch)).status_code == 200
    assert client.post(room(batch)).status_code == 405


def test_language_decides_on_words_and_the_first_day(client):
    client.force_login(UserFactory(language="id"))
    head = soup(client, OWN).select_one(".cal-month thead th")
    assert words(head) == "Sen Senin"


@pytest.mark.parametrize("number", [1, 20])
def test_pages_take_the_same_queries(client, person, number, django_assert_num_queries):
    batch = batch_of_spring(person)
    daily_sessions(batch, 3, 1, 9, number)
    for view in ("month", "week", "agenda"):
        client.get(OWN)
        with django_assert_num_queries(8):  # the person, and seven for the calendar
            client.get(f"{OWN}?view={view}")
        with django_assert_num_queries(9):  # person, batch, its course, and six for the calendar
            client.get(f"{room(batch)}?view={view}")
