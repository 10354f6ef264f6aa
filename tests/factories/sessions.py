"""Live sessions, planned the way teachers plan them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from classroom.models import CourseBatch, LiveSession
from classroom.services.sessions import SessionPlan, schedule_session
from tests.factories.classroom import make_batch


def make_session_plan(**changes: Any) -> SessionPlan:
    """An hour tomorrow."""
    usual = {"title": "First meeting", "starts_at": timezone.now() + timedelta(days=1), "minutes": 60}
    return SessionPlan(**{**usual, **changes})


def make_session(batch: CourseBatch | None = None, **plan: Any) -> LiveSession:
    """A session of the batch, or of a new one."""
    return schedule_session(batch=batch or make_batch(), plan=make_session_plan(**plan))
