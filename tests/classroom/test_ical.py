"""What calendar programs read, as a library that has written none of it understands it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from classroom.ical import as_ical, plain, version_of
from classroom.queries.calendar_entries import Entry, Kind

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
SESSION = Entry(
    kind=Kind.SESSION,
    uid=UUID("5b0f8f64-2f0a-4b1e-9d43-3d5d7f6c1a20"),
    revision=3,
    changed_at=NOW - timedelta(days=1),
    title="Questions, answers; and more",
    url="/batches/5/calendar/",
    batch_id=5,
    batch_name="Morning group",
    zone="Asia/Jakarta",
    starts_at=datetime(2026, 3, 12, 9, tzinfo=UTC),
    ends_at=datetime(2026, 3, 12, 10, 30, tzinfo=UTC),
    about="Bring\nyour cloth",
)
WHOLE = replace(SESSION, kind=Kind.BATCH_ENDS, title="Morning group: last day", day=date(2026, 3, 31), about="")


def read(*entries: Entry, name: str = "Mine"):
    """The calendar as the other library reads it."""
    return vobject.readOne(as_ical(entries, name=name, now=NOW).decode())


def event(entry: Entry):
    return read(entry).vevent


def test_calendar_says_what_it_is_and_how_often_to_ask():
    text = as_ical([SESSION], name="Mine", now=NOW).decode()
    for line in (
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Mine",
        "NAME:Mine",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ):
        assert line in text.split("\r\n")


def test_session_is_read_with_all_that_is_known_of_it():
    found = event(SESSION)
    assert found.uid.value == str(SESSION.uid)
    assert found.summary.value == "Questions, answers; and more · Morning group"
    assert (found.dtstart.value, found.dtend.value) == (SESSION.starts_at, SESSION.ends_at)
    assert (found.sequence.value, found.status.value, found.transp.value) == ("3", "CONFIRMED", "OPAQUE")
    assert (found.dtstamp.value, found.last_modified.value) == (NOW, NOW - timedelta(days=1))
    assert found.url.value.endswith("/batches/5/calendar/")
    assert found.description.value.startswith("Bring\nyour cloth\n\nhttp")


def test_whole_day_ends_before_the_next_one():
    found = event(WHOLE)
    assert (found.dtstart.value, found.dtend.value) == (date(2026, 3, 31), date(2026, 4, 1))
    assert found.transp.value == "TRANSPARENT"
    assert "Asia/Jakarta" in found.description.value


def test_moment_has_no_length():
    found = event(replace(SESSION, kind=Kind.MODULE_OPENS, ends_at=SESSION.starts_at))
    assert found.dtstart.value == SESSION.starts_at
    assert "dtend" not in found.contents
    assert found.transp.value == "TRANSPARENT"


def test_cancelled_session_says_so_twice():
    found = event(replace(SESSION, cancelled_at=NOW))
    assert found.status.value == "CANCELLED"
    assert found.summary.value.startswith("Cancelled: ")
    assert found.transp.value == "TRANSPARENT"


def test_nothing_opens_a_meeting_room():
    assert not {"LOCATION", "CONFERENCE", "ATTENDEE", "ORGANIZER"} & {line.name for line in event(SESSION).lines()}


def test_no_line_is_longer_than_75_octets():
    text = as_ical([replace(SESSION, title="Pola kawung é 漢字 🎉 " * 20)], name="n" * 300, now=NOW)
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "title",
    [
        "A\r\nATTENDEE:mailto:somebody@example.com",
        "A\nEND:VEVENT\nBEGIN:VALARM",
        "A\r\n\r\nEND:VCALENDAR",
        "A\\nB\x0bC\x0cD\x00E\x85F\u2028G",
    ],
)
def test_hostile_title_stays_a_title(title):
    calendar = read(replace(SESSION, title=title, about=title, batch_name=title), name=title)
    assert [child.name for child in calendar.components()] == ["VEVENT"]
    assert {line.name for line in calendar.vevent.lines()} == {line.name for line in event(SESSION).lines()}
    assert calendar.vevent.summary.value.startswith("A")
    assert "\n" not in calendar.vevent.summary.value


def test_name_with_commas_is_escaped():
    assert read(SESSION, name="Me, you; and\r\nX-EVIL:1").x_wr_calname.value == "Me, you; and X-EVIL:1"


@given(st.text(max_size=200))
def test_any_text_is_read_as_it_was_written(text):
    found = event(replace(SESSION, about=text))
    assert len(found.contents) == len(event(SESSION).contents)
    written = plain(text)
    if written:
        assert found.description.value.startswith(written)


def test_version_changes_with_what_is_told():
    others = [replace(SESSION, revision=4), replace(SESSION, cancelled_at=NOW), replace(SESSION, title="Other")]
    assert len({version_of([entry]) for entry in (SESSION, *others)}) == 4
    assert version_of([SESSION]) == version_of([replace(SESSION)])
    assert version_of([]) != version_of([SESSION])
