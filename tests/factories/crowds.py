"""Many people at one stroke, where a test needs that they are there rather than how they came."""

from classroom.models import BatchMember, CourseBatch, JoinSource
from classroom.services.placing import seat_group
from tests.factories.accounts import make_people


def seat_people(batch: CourseBatch, count: int, *, now=None) -> list[BatchMember]:
    """So many new people who are in the batch, put there by its staff."""
    people = {user.pk: user for user in make_people(count)}
    members = seat_group(batch=batch, sources=dict.fromkeys(people, JoinSource.STAFF), now=now)
    for member in members:
        member.user = people[member.user_id]
    return members


def queue_people(batch: CourseBatch, count: int) -> None:
    """So many new people on the waitlist of the batch."""
    entries = batch.waitlist.model
    entries.objects.bulk_create(entries(batch=batch, user=user) for user in make_people(count))
