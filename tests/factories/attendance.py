"""Sessions that have taken place, and who was there."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from classroom.models import BatchMember, CourseBatch, JoinSource, LiveSession, Presence
from classroom.services.joining import join_batch
from classroom.services.presence import arrive, depart
from tests.factories.accounts import UserFactory
from tests.factories.classroom import make_batch
from tests.factories.sessions import make_session


def make_running_batch(**plan: Any) -> CourseBatch:
    """A batch that began two weeks ago."""
    first = timezone.now().date() - timedelta(days=14)
    return make_batch(**{"starts_on": first, "ends_on": first + timedelta(days=42), **plan})


def hold_session(batch: CourseBatch | None = None, *, hours_ago: float = 3, **plan: Any) -> LiveSession:
    """An hour that began so long ago."""
    starts_at = timezone.now() - timedelta(hours=hours_ago)
    return make_session(batch or make_running_batch(), **{"starts_at": starts_at, **plan})


def seat_early(batch: CourseBatch, **person: Any) -> BatchMember:
    """Somebody who is in the batch since it began."""
    user = person.pop("user", None) or UserFactory(**person)
    return join_batch(user=user, batch=batch, source=JoinSource.STAFF, now=batch.begins_at)


def be_there(session: LiveSession, user=None, *, since: float = 0, until: float | None = 60, name="") -> Presence:
    """Somebody was in the room from minute to minute of the session; `until` None: they are still there."""
    key = f"test:{session.presences.count()}"
    who: dict[str, Any] = {"session": session, "key": key, "user": user, "name": name}
    presence = arrive(at=session.starts_at + timedelta(minutes=since), **who)
    if until is not None:
        depart(at=session.starts_at + timedelta(minutes=until), **who)
    return presence
