"""People for tests. Everybody's password is `learn-by-doing`, hashed once for all of them."""

import functools

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts.models import User, UserProfile
from accounts.roles import ADMIN, GROUP_OF_ROLE, INSTRUCTOR, MODERATOR, STUDENT, forget_role

PASSWORD = "learn-by-doing"


@functools.cache
def password_hash() -> str:
    """Made once a process, with the quick hasher of the test settings."""
    return make_password(PASSWORD, hasher="md5")


class UserFactory(factory.django.DjangoModelFactory):
    """A learner with profile and confirmed address; `address__verified=False` for one without."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.com")
    display_name = factory.Faker("name")
    password = factory.LazyFunction(password_hash)

    @factory.post_generation
    def role(self, create, extracted, **_options):
        if create:
            give_first_role(self, extracted or STUDENT)

    @factory.post_generation
    def profile(self, create, _extracted, **fields):
        if create:
            UserProfile.objects.create(user=self, **fields)

    @factory.post_generation
    def address(self, create, _extracted, verified=True, **_options):
        if create:
            EmailAddress.objects.create(user=self, email=self.email, primary=True, verified=verified)


class InstructorFactory(UserFactory):
    role = factory.PostGeneration(lambda user, create, _extracted, **_options: _assign(user, create, INSTRUCTOR))


class ModeratorFactory(UserFactory):
    role = factory.PostGeneration(lambda user, create, _extracted, **_options: _assign(user, create, MODERATOR))


class AdminFactory(UserFactory):
    role = factory.PostGeneration(lambda user, create, _extracted, **_options: _assign(user, create, ADMIN))


def _assign(user: User, create: bool, role: str) -> None:
    if create:
        give_first_role(user, role)


def give_first_role(user: User, role: str) -> None:
    """What `assign_role` does for a new account, without asking what it has already: half the work of an account."""
    User.groups.through.objects.create(user_id=user.pk, group_id=group_id(GROUP_OF_ROLE[role]))
    if role == ADMIN:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
    forget_role(user)


@functools.cache
def group_id(name: str) -> int:
    """Groups of roles are there from the migrations on, the same in every test."""
    return Group.objects.get(name=name).pk


def make_people(count: int, role: str = STUDENT) -> list[User]:
    """So many people of a role at one stroke, each as the factories make them: with profile and confirmed address."""
    people = User.objects.bulk_create(UserFactory.build_batch(count, is_staff=role == ADMIN))
    group = group_id(GROUP_OF_ROLE[role])
    User.groups.through.objects.bulk_create(User.groups.through(user=user, group_id=group) for user in people)
    UserProfile.objects.bulk_create(UserProfile(user=user) for user in people)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in people
    )
    return people
