"""Celery's entry points of the classroom, one module an area; each may run twice."""

from . import roster, seats

__all__ = ["roster", "seats"]
