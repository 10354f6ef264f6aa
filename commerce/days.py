"""Days of the books: those of UTC."""

from datetime import UTC, date, datetime, time


def midnight(day: date) -> datetime:
    """The moment at which the day begins."""
    return datetime.combine(day, time.min, UTC)


def day_of(moment: datetime) -> date:
    """The day that it is at this moment."""
    return moment.astimezone(UTC).date()
