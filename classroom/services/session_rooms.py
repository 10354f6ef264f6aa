"""Rooms at the partners: made, changed and given up as their sessions are. Nothing here holds a transaction open
while a partner is asked.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from classroom.errors import SessionCancelled
from classroom.events import RoomWanted
from classroom.models import LiveSession, RoomFailure, RoomState
from classroom.partners import is_offered, partner_named
from classroom.partners.base import (
    MeetingPartner,
    PartnerError,
    PartnerRefused,
    PartnerUnavailable,
    Room,
    RoomGone,
    RoomPlan,
)
from lms_site.events import publish

from .locking import lock_open_batch
from .session_places import follow_people

# Whoever asks a partner has the session for this time; a task is stopped before.
LEASE = timedelta(minutes=2)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
AT_ONCE = 50


def settle_room(*, session_id: int, now: datetime | None = None) -> None:
    """Let the partner catch up with the session, where that is due and nobody else is at it. May run twice.

    Not to be called within a transaction. What goes wrong is written down, and what may pass is tried again.
    """
    now = now or timezone.now()
    session = _claim(session_id, now)
    if session is None:
        return
    try:
        _bring_about(session)
    except PartnerUnavailable as error:
        pause = min(FIRST_PAUSE * 2 ** min(session.room_tries - 1, 10), LONGEST_PAUSE)
        _fail(session, error, due=now + max(pause, timedelta(seconds=error.wait)))
    except PartnerError as error:
        _fail(session, error, due=None)
    else:
        _finish(session)


def settle_rooms(*, now: datetime | None = None) -> int:
    """Settle what is due, the soonest session first; returns how many were asked for."""
    now = now or timezone.now()
    due = list(_due(now).order_by("starts_at").values_list("pk", flat=True)[:AT_ONCE])
    for session_id in due:
        settle_room(session_id=session_id, now=now)
    return len(due)


@transaction.atomic
def retry_room(*, session: LiveSession, now: datetime | None = None) -> LiveSession:
    """Ask the partner again, at once. Raises SessionCancelled, BatchArchived."""
    lock_open_batch(session.batch_id)
    session = LiveSession.objects.select_for_update().get(pk=session.pk)
    if session.cancelled_at is not None:
        raise SessionCancelled
    session.state, session.failure, session.partner_said = RoomState.PENDING, "", ""
    session.room_due_at = now or timezone.now()
    session.save(update_fields=["state", "failure", "partner_said", "room_due_at"])
    publish(RoomWanted(session_id=session.pk))
    return session


def _due(now: datetime) -> QuerySet[LiveSession]:
    """Sessions about which a partner is to be asked; what is over needs no room any more."""
    is_free = Q(room_claimed_until=None) | Q(room_claimed_until__lte=now)
    has_sense = Q(ends_at__gt=now) | Q(cancelled_at__isnull=False)
    return LiveSession.objects.filter(is_free, has_sense, room_due_at__lte=now)


@transaction.atomic
def _claim(session_id: int, now: datetime) -> LiveSession | None:
    """The session, for us alone until the lease ends; None where nothing is due."""
    session = _due(now).select_for_update(of=("self",)).select_related("batch").filter(pk=session_id).first()
    if session is not None:
        session.room_claimed_until = now + LEASE
        session.room_tries = min(session.room_tries + 1, 1000)
        session.save(update_fields=["room_claimed_until", "room_tries"])
    return session


def _bring_about(session: LiveSession) -> None:
    if session.external_id and (session.cancelled_at or session.room_partner != session.partner):
        partner_named(session.room_partner).delete(session.external_id)
        _forget_room(session)
    if session.cancelled_at:
        _give_up_left_over(session)
        return
    if not is_offered(session.partner):
        raise PartnerRefused(failure=RoomFailure.OFF)
    partner = partner_named(session.partner)
    _have_room(session, partner)
    if partner.gives_places:
        follow_people(session=session, partner=partner)


def _have_room(session: LiveSession, partner: MeetingPartner) -> None:
    """The room as the session is now; one that the partner has lost is made anew."""
    if session.external_id:
        try:
            partner.change(session.external_id, _plan(session))
            return
        except RoomGone:
            _forget_room(session)
    _keep_room(session, partner.create(_plan(session)))


def _give_up_left_over(session: LiveSession) -> None:
    """A room that was asked for before the session was cancelled, and of which we were never told."""
    if session.room_tries > 1 and is_offered(session.partner):
        partner = partner_named(session.partner)
        left_over = partner.find(_plan(session))
        if left_over is not None:
            partner.delete(left_over.external_id)


def _plan(session: LiveSession) -> RoomPlan:
    return RoomPlan(
        uid=session.uid,
        title=session.title,
        about=session.about,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        timezone=session.batch.timezone,
        may_exist=session.room_tries > 1,
    )


def _keep_room(session: LiveSession, room: Room) -> None:
    """Written at once, so that nothing that fails later makes a second one."""
    session.external_id, session.join_url, session.room_partner = room.external_id, room.join_url, session.partner
    session.save(update_fields=["external_id", "join_url", "room_partner"])


def _forget_room(session: LiveSession) -> None:
    session.places.all().delete()
    session.external_id = session.join_url = session.host_url = session.room_partner = ""
    session.save(update_fields=["external_id", "join_url", "host_url", "room_partner"])


def _finish(session: LiveSession) -> None:
    """All is done, unless more was asked for meanwhile: then it is done at once."""
    mine = LiveSession.objects.filter(pk=session.pk, room_claimed_until=session.room_claimed_until)
    done = {"state": RoomState.READY, "failure": "", "partner_said": "", "room_due_at": None, "room_tries": 0}
    if not mine.filter(room_due_at=session.room_due_at).update(room_claimed_until=None, **done):
        mine.update(room_claimed_until=None, room_tries=0)
        settle_room(session_id=session.pk)


def _fail(session: LiveSession, error: PartnerError, *, due: datetime | None) -> None:
    mine = LiveSession.objects.filter(pk=session.pk, room_claimed_until=session.room_claimed_until)
    told = {"state": RoomState.FAILED, "failure": error.failure, "partner_said": error.said[:300]}
    mine.filter(room_due_at=session.room_due_at).update(room_due_at=due, **told)
    mine.update(room_claimed_until=None)
