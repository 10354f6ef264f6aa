"""What a person's calendar feed holds."""

from datetime import datetime, timedelta

from accounts.models import User

from .calendar import calendar_of
from .calendar_entries import Entry

# What was cancelled stays as long as what is over, so that every program has read of it.
PAST, FUTURE = timedelta(days=90), timedelta(days=400)


def own_feed(user: User, now: datetime) -> list[Entry]:
    """The dates of `user` from 90 days ago to 400 days ahead, without what was cancelled earlier. Seven queries."""
    entries = calendar_of(user, since=now - PAST, until=now + FUTURE, now=now)
    return [entry for entry in entries if entry.cancelled_at is None or entry.cancelled_at > now - PAST]
