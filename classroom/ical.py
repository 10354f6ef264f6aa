"""Dates in the form that calendar programs read (RFC 5545 and 7986).

Moments are written in UTC: every program shows them by its owner's clocks, and no tables of time zones have to be
sent along. A session that meets every week at the same hour is a row of its own each week, so that a change of the
clocks moves nothing.
"""

import hashlib
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from classroom.queries.calendar_entries import Entry
from lms_site.links import absolute_url, site_name
from lms_site.release import release

PRODUCT = "-//Hybrid LMS//Calendar//EN"
REFRESH = timedelta(hours=1)


def as_ical(entries: Iterable[Entry], *, name: str, now: datetime) -> bytes:
    """A calendar of this name with these dates, written at `now`."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        # The library escapes the texts of properties that it knows, and of these two not.
        calendar.add(key, vText(_line(name)).to_ical().decode())
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{int(REFRESH.total_seconds() // 3600)}H")
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return calendar.to_ical()


def calendar_name() -> str:
    """What a person's whole calendar is called in their programs."""
    return _("My learning at %(site)s") % {"site": site_name()}


def version_of(entries: Iterable[Entry]) -> str:
    """What changes whenever a calendar of these dates would read otherwise, apart from when it was written."""
    told = (release(), get_language(), site_name(), absolute_url("/"), list(entries))
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def plain(text: str) -> str:
    """`text` without characters that steer programs; line ends stay, and are escaped when written."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs"))


def _line(text: str) -> str:
    """`text` as one line."""
    return " ".join(plain(text).split())


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", str(entry.uid))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.revision)
    event.add("summary", _summary(entry))
    event.add("url", absolute_url(entry.url))
    event.add("description", plain(_description(entry)))
    event.add("status", "CANCELLED" if entry.cancelled_at else "CONFIRMED")
    if entry.day is not None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
    else:
        event.add("dtstart", entry.starts_at.astimezone(UTC))
        if entry.ends_at > entry.starts_at:
            event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("transp", "OPAQUE" if _takes_time(entry) else "TRANSPARENT")
    return event


def _takes_time(entry: Entry) -> bool:
    """Nobody is busy because of a whole day or a moment, or of what does not take place."""
    return entry.day is None and entry.cancelled_at is None and entry.ends_at > entry.starts_at


def _summary(entry: Entry) -> str:
    title = _line(entry.title)
    if entry.day is not None:
        return title
    told = f"{title} · {_line(entry.batch_name)}"
    # Not every program shows that something was cancelled.
    return _("Cancelled: %(title)s") % {"title": told} if entry.cancelled_at else told


def _description(entry: Entry) -> str:
    about = [entry.about] if entry.about else []
    if entry.day is not None:
        about.append(_("By the clocks of %(zone)s.") % {"zone": entry.zone})
    return "\n\n".join([*about, absolute_url(entry.url)])
