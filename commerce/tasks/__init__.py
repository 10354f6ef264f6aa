"""Celery entry points of the shop; each is idempotent."""

from . import sales

__all__ = ["sales"]
