"""Writing down who came into the room of a session and who went out, as the partner or the door tells it."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from classroom.models import LiveSession, Presence


@transaction.atomic
def arrive(*, session: LiveSession, key: str, at: datetime, user=None, name: str = "") -> Presence:
    """Somebody came in at `at`; `key` names this stretch of time, so that the same message twice counts once."""
    presence, _created = Presence.objects.get_or_create(
        session=session, key=key, defaults={"user": user, "name": name[:200], "arrived_at": at}
    )
    return presence


@transaction.atomic
def depart(*, session: LiveSession, key: str, at: datetime, user=None, name: str = "") -> None:
    """Whoever came in under `key` went out at `at`; the first word counts.

    Where this message came before the one of arriving, a stretch without length keeps what is known.
    """
    presence = arrive(session=session, key=key, at=at, user=user, name=name)
    Presence.objects.filter(pk=presence.pk, left_at=None).update(left_at=Greatest(F("arrived_at"), at))
