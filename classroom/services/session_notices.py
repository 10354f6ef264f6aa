"""What partners tell of sessions: begun, ended, who came and went, where the recording is."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from accounts.models import User
from classroom.models import LiveSession, PartnerNotice
from classroom.partners.base import Notice, NoticeKind

from .presence import arrive, depart

KEPT = timedelta(days=30)


@transaction.atomic
def apply_notice(*, partner: str, notice: Notice, now: datetime | None = None) -> bool:
    """Take a notice in, once; returns whether it changed anything. One of a room that is not ours changes nothing."""
    _receipt, is_new = PartnerNotice.objects.get_or_create(
        partner=partner,
        digest=notice.digest,
        defaults={"name": notice.name[:60], "received_at": now or timezone.now()},
    )
    act = ACTS.get(notice.kind)
    if not is_new or act is None or not notice.external_id:
        return False
    rooms = LiveSession.objects.filter(room_partner=partner, external_id=notice.external_id)
    session = rooms.select_for_update().first()
    if session is None:
        return False
    act(session, notice, notice.at or now or timezone.now())
    return True


def purge_notices(*, now: datetime | None = None) -> None:
    """Forget receipts older than any partner's patience."""
    PartnerNotice.objects.filter(received_at__lt=(now or timezone.now()) - KEPT).delete()


def _begin(session: LiveSession, notice: Notice, at: datetime) -> None:
    session.begun_at = min(session.begun_at or at, at)
    session.save(update_fields=["begun_at"])


def _end(session: LiveSession, notice: Notice, at: datetime) -> None:
    """Nobody is there any more; whoever's going was not told went now."""
    session.finished_at = max(session.finished_at or at, at)
    session.save(update_fields=["finished_at"])
    there = session.presences.filter(key__startswith=_key(session, notice, ""), left_at=None)
    there.update(left_at=Greatest(F("arrived_at"), at))


def _arrive(session: LiveSession, notice: Notice, at: datetime) -> None:
    key = _key(session, notice, notice.stay)
    arrive(session=session, key=key, at=at, user=_person(session, notice), name=notice.person)


def _depart(session: LiveSession, notice: Notice, at: datetime) -> None:
    key = _key(session, notice, notice.stay)
    depart(session=session, key=key, at=at, user=_person(session, notice), name=notice.person)


def _keep_recording(session: LiveSession, notice: Notice, at: datetime) -> None:
    """A link that a teacher has set by hand stays."""
    if not session.recording_url:
        session.recording_url = notice.recording_url
        session.save(update_fields=["recording_url"])


def _key(session: LiveSession, notice: Notice, stay: str) -> str:
    return f"{session.room_partner}:{notice.meeting[:80]}:{stay[:100]}"


def _person(session: LiveSession, notice: Notice) -> User | None:
    """Whoever has the place, else whoever of the batch has the address."""
    if notice.place_id:
        place = session.places.select_related("user").filter(external_id=notice.place_id).first()
        if place is not None:
            return place.user
    if not notice.email:
        return None
    knows = Q(batch_memberships__batch=session.batch_id) | Q(batches_taught__batch=session.batch_id)
    return User.objects.filter(knows, email__iexact=notice.email).distinct().first()


ACTS: dict[NoticeKind, Callable[[LiveSession, Notice, datetime], None]] = {
    NoticeKind.BEGUN: _begin,
    NoticeKind.ENDED: _end,
    NoticeKind.ARRIVED: _arrive,
    NoticeKind.LEFT: _depart,
    NoticeKind.RECORDED: _keep_recording,
}
