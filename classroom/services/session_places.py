"""Places of people in rooms, where a partner gives everybody an address of their own."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from classroom.models import BatchMember, LiveSession, Partner, SessionPlace
from classroom.partners.base import Guest, MeetingPartner, Place

# Written down after so many, so that a failure costs few calls.
AT_ONCE = 30


def follow_people(*, session: LiveSession, partner: MeetingPartner) -> None:
    """Let those who are in the batch or teach it have a place, and nobody else. Not within a transaction."""
    wanted = people_of(session.batch_id)
    kept = {place.user_id: place for place in session.places.all()}
    gone = [place for user_id, place in kept.items() if user_id not in wanted]
    for some in _in_parts(gone):
        partner.withdraw(session.external_id, [_as_place(place) for place in some])
        SessionPlace.objects.filter(pk__in=[place.pk for place in some]).delete()
    missing = [guest for user_id, guest in wanted.items() if user_id not in kept]
    for some in _in_parts(missing):
        _write(session, partner.register(session.external_id, some))


@transaction.atomic
def sessions_to_follow(*, member_id: int) -> list[int]:
    """The sessions ahead whose partner has to be told that a member has come or gone: they are due now."""
    batches = BatchMember.objects.filter(pk=member_id).values("batch")
    ahead = LiveSession.objects.filter(
        batch__in=batches, room_partner=Partner.ZOOM, cancelled_at=None, ends_at__gt=timezone.now()
    ).exclude(external_id="")
    found = list(ahead.values_list("pk", flat=True))
    ahead.filter(pk__in=found).update(room_due_at=timezone.now())
    return found


def people_of(batch_id: int) -> dict[int, Guest]:
    """Whoever may come to the sessions of a batch, by their number."""
    in_it = Q(batch_memberships__batch=batch_id, batch_memberships__left_at=None)
    people = User.objects.filter(in_it | Q(batches_taught__batch=batch_id), is_active=True).distinct()
    return {person.pk: Guest(user_id=person.pk, name=person.name, email=person.email) for person in people}


def _write(session: LiveSession, places: Sequence[Place]) -> None:
    rows = [
        SessionPlace(session=session, user_id=place.user_id, external_id=place.external_id, join_url=place.join_url)
        for place in places
    ]
    SessionPlace.objects.bulk_create(rows, ignore_conflicts=True)


def _as_place(row: SessionPlace) -> Place:
    return Place(user_id=row.user_id, external_id=row.external_id, join_url=row.join_url)


def _in_parts(rows: list) -> list[list]:
    return [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
