"""Celery entry points of the catalog; each is idempotent."""

from . import authoring, learning, paths, submissions, voices

__all__ = ["authoring", "learning", "paths", "submissions", "voices"]
