"""Celery's entry points of the classroom, one module an area; each may run twice."""

from . import attendance, reminders, seats, sessions, stream

__all__ = ["attendance", "reminders", "seats", "sessions", "stream"]
