"""The site itself: settings, composition, events, mail, caching and the browser policy."""

import gc

from lms_site.celery import app as celery_app

__all__ = ["celery_app"]

# What starting loads stays to the end: looking through it for garbage meanwhile would take a third of the start.
# `LmsSiteConfig.ready` sets it aside for good, which also keeps the memory that forked workers share untouched.
gc.disable()
