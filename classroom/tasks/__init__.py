"""Celery's entry points of the classroom, one module an area; each may run twice."""

from . import seats, shown

__all__ = ["seats", "shown"]
