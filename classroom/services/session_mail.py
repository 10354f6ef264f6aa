"""The mail by which members learn that a session is at another time, or not at all."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from classroom.models import LiveSession
from lms_site.mail import queue_mail

# Of what is further away nobody needs mail: the pages and calendars tell it.
NEAR = timedelta(days=14)


def tell_of_change(*, session_id: int, url: str, now: datetime | None = None) -> None:
    """Write to each member and to the host, once a change of time and once for cancelling.

    Nothing where neither the earlier nor the new time is within two weeks, or all is past. `url` is the page of the
    batch's sessions.
    """
    now = now or timezone.now()
    session = LiveSession.objects.select_related("batch").get(pk=session_id)
    template = _template(session)
    if not template or not _is_near(session, now):
        return
    revision = session.revision if session.cancelled_at else session.moved_revision
    for person in _people(session):
        queue_mail(
            key=f"session:{session.pk}:{template}:{revision}:{person.pk}",
            to=person.email,
            template=template,
            context=_context(session, person, url),
            language=person.language,
        )


def _template(session: LiveSession) -> str:
    if session.cancelled_at is not None:
        return "session_cancelled"
    return "session_moved" if session.moved_from is not None else ""


def _is_near(session: LiveSession, now: datetime) -> bool:
    moments = [session.starts_at, *([session.moved_from] if session.moved_from else [])]
    return any(now < moment <= now + NEAR for moment in moments)


def _people(session: LiveSession):
    in_it = Q(batch_memberships__batch=session.batch_id, batch_memberships__left_at=None)
    return User.objects.filter(in_it | Q(pk=session.host_id), is_active=True).distinct().order_by("pk")


def _context(session: LiveSession, person: User, url: str) -> dict[str, Any]:
    zone = ZoneInfo(person.timezone or session.batch.timezone)
    return {
        "name": person.name,
        "title": session.title,
        "batch": session.batch.name,
        # By the reader's clocks, which templates of mails do not know.
        "begins": session.starts_at.astimezone(zone).replace(tzinfo=None),
        "earlier": session.moved_from.astimezone(zone).replace(tzinfo=None) if session.moved_from else None,
        "zone": str(zone),
        "url": url,
    }
