"""The site itself: settings, composition, events, mail, caching and the browser policy."""

from lms_site.celery import app as celery_app

__all__ = ["celery_app"]
