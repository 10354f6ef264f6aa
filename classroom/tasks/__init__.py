"""Celery's entry points of the classroom, one module an area; each may run twice."""

from . import attendance, reminders, roster, seats, sessions, shown, stream

__all__ = ["attendance", "reminders", "roster", "seats", "sessions", "shown", "stream"]
