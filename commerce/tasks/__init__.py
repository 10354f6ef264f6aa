"""Celery entry points of the shop; each is idempotent."""

from . import papers

__all__ = ["papers"]
