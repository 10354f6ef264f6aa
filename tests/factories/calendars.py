"""Batches with dates that are known, for tests of calendars."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from classroom.models import CourseBatch, LiveSession
from tests.factories.classroom import make_batch, seat
from tests.factories.sessions import make_session, repeat_session

BERLIN, JAKARTA = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Jakarta")


def batch_of_spring(learner: User | None = None, **plan: Any) -> CourseBatch:
    """From 1 March to 30 April 2026 by the clocks of Berlin, which go forward on 29 March."""
    days = {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 4, 30), "timezone": "Europe/Berlin"}
    batch = make_batch(**{**days, **plan})
    if learner is not None:
        seat(batch, learner)
    return batch


def session_at(batch: CourseBatch, month: int, day: int, hour: int, **plan: Any) -> LiveSession:
    """A session of the batch in 2026, by its clocks."""
    starts_at = datetime(2026, month, day, hour, tzinfo=ZoneInfo(batch.timezone))
    return make_session(batch, starts_at=starts_at, **plan)


def daily_sessions(batch: CourseBatch, month: int, first: int, hour: int, number: int) -> None:
    """So many sessions in 2026, one a day: the first one as teachers plan it, the others its copies."""
    session = session_at(batch, month, first, hour)
    repeat_session(session, [timedelta(days=day) for day in range(1, number)])
