"""Many people at one stroke, where a test needs that they are there rather than how they came."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from accounts.models import User, UserProfile
from accounts.roles import GROUP_OF_ROLE, STUDENT
from classroom.models import BatchMember, CourseBatch, JoinSource
from classroom.services.placing import seat_group
from tests.factories.accounts import UserFactory


def make_people(count: int, role: str = STUDENT) -> list[User]:
    """So many people of a role, each as the factories make them: with profile and confirmed address."""
    people = User.objects.bulk_create(UserFactory.build_batch(count))
    group = Group.objects.get_or_create(name=GROUP_OF_ROLE[role])[0]
    User.groups.through.objects.bulk_create(User.groups.through(user=user, group=group) for user in people)
    UserProfile.objects.bulk_create(UserProfile(user=user) for user in people)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in people
    )
    return people


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
