"""Celery's entry points of the classroom, one module an area; each may run twice."""

from . import seats, sessions

__all__ = ["seats", "sessions"]
