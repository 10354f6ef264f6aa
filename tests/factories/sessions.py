"""Live sessions, planned the way teachers plan them."""

from collections.abc import Iterable
from copy import copy
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from classroom.models import CourseBatch, LiveSession
from classroom.services.session_rooms import settle_room
from classroom.services.sessions import SessionPlan, schedule_session
from tests.factories.classroom import make_batch


def make_session_plan(**changes: Any) -> SessionPlan:
    """An hour tomorrow."""
    usual = {"title": "First meeting", "starts_at": timezone.now() + timedelta(days=1), "minutes": 60}
    return SessionPlan(**{**usual, **changes})


def make_session(batch: CourseBatch | None = None, **plan: Any) -> LiveSession:
    """A session of the batch, or of a new one."""
    return schedule_session(batch=batch or make_batch(), plan=make_session_plan(**plan))


def ready_session(batch: CourseBatch | None = None, **plan: Any) -> LiveSession:
    """A session with its room, that has just begun."""
    session = make_session(batch, **{"starts_at": timezone.now() - timedelta(minutes=1), **plan})
    settle_room(session_id=session.pk)
    session.refresh_from_db()
    return session


def repeat_session(session: LiveSession, later: Iterable[timedelta]) -> list[LiveSession]:
    """Other sessions like one that has no room yet, each so much later: rows at one stroke, of which nobody is told."""
    copies = []
    for much in later:
        again = copy(session)
        again.pk, again.uid = None, uuid4()
        again.starts_at, again.ends_at = session.starts_at + much, session.ends_at + much
        copies.append(again)
    return LiveSession.objects.bulk_create(copies)
