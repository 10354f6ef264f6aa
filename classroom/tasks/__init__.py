"""Celery's entry points of the classroom, one module an area; each may run twice."""

from . import seats, stream

__all__ = ["seats", "stream"]
from . import sessions

__all__ = ["seats", "sessions"]
from . import attendance, reminders

__all__ = ["attendance", "reminders", "seats"]
