"""The door of a session: who comes in, when, and by which address; everybody who does is written down."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from classroom.errors import SessionCancelled, SessionClosed
from classroom.events import RoomWanted
from classroom.models import LiveSession
from classroom.partners import partner_named
from classroom.partners.base import MeetingPartner, PartnerError, Room, Visitor
from lms_site.events import publish

from .presence import arrive, depart

OPENS = timedelta(minutes=10)
# A signed address of the room is good until so long after the session.
GRACE = timedelta(minutes=30)


def enter_session(*, user: User, session: LiveSession, is_teacher: bool, now: datetime | None = None) -> str:
    """The address by which `user`, who is in the batch or teaches it, comes into the room; written down.

    Learners from ten minutes before until the end, teachers at any time. Raises SessionCancelled, SessionClosed. Not
    to be called within a transaction: for the host the partner is asked.
    """
    now = now or timezone.now()
    refusal = refusal_at_door(session, is_teacher=is_teacher, now=now)
    if refusal is not None:
        raise refusal
    partner = partner_named(session.room_partner)
    address = _address(session, partner, user, is_teacher, now)
    _write_down(session, partner, user, now)
    return address


def refusal_at_door(
    session: LiveSession, *, is_teacher: bool, now: datetime
) -> SessionCancelled | SessionClosed | None:
    """Why somebody who belongs to the batch cannot come in now; None where they can."""
    if session.cancelled_at is not None:
        return SessionCancelled()
    if not is_teacher and session.ends_at <= now:
        return SessionClosed("SESSION_OVER")
    if not is_teacher and now < session.starts_at - OPENS:
        return SessionClosed("SESSION_EARLY")
    return None if has_room(session) else SessionClosed("SESSION_NOT_READY")


def has_room(session: LiveSession) -> bool:
    """Whether there is a room to go to, also while the partner has still to be told of a change."""
    return bool(session.external_id) and session.room_partner == session.partner


def is_host(session: LiveSession, user: User, *, is_teacher: bool) -> bool:
    """Whoever holds it; where nobody does, whoever teaches."""
    return session.host_id == user.pk if session.host_id else is_teacher


def _address(session: LiveSession, partner: MeetingPartner, user: User, is_teacher: bool, now: datetime) -> str:
    room = Room(external_id=session.external_id, join_url=session.join_url)
    until = max(session.ends_at, now) + GRACE
    visitor = Visitor(user_id=user.pk, name=user.name, email=user.email, is_host=is_teacher, until=until)
    if is_host(session, user, is_teacher=is_teacher):
        return _host_address(partner, room, visitor)
    if not partner.gives_places:
        return partner.address(room, visitor)
    place = session.places.filter(user=user).first()
    if place is not None:
        return place.join_url
    if is_teacher:  # a moderator, who has no place among the people of the batch
        return _host_address(partner, room, visitor)
    _ask_for_place(session, now)
    raise SessionClosed("SESSION_NOT_READY")


def _host_address(partner: MeetingPartner, room: Room, visitor: Visitor) -> str:
    try:
        return partner.host_address(room, visitor)
    except PartnerError as error:
        raise SessionClosed("SESSION_PARTNER_AWAY") from error


@transaction.atomic
def _ask_for_place(session: LiveSession, now: datetime) -> None:
    """Let the partner be asked at once, unless it is already."""
    if LiveSession.objects.filter(pk=session.pk, room_due_at=None).update(room_due_at=now):
        publish(RoomWanted(session_id=session.pk))


@transaction.atomic
def _write_down(session: LiveSession, partner: MeetingPartner, user: User, now: datetime) -> None:
    """Where the partner tells who was there, a moment at the door; else the stay begins here, once."""
    earlier = session.presences.filter(key__startswith=f"door:{user.pk}:")
    if not partner.tells_presence and earlier.filter(left_at=None).exists():
        return
    key = f"door:{user.pk}:{earlier.count() + 1}"
    arrive(session=session, key=key, at=now, user=user, name=user.name)
    if partner.tells_presence:
        depart(session=session, key=key, at=now)
