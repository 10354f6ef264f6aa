"""Accounts for many people at once, made by somebody else: each sets a password before the first sign-in."""

from collections.abc import Mapping

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import User, UserProfile
from accounts.models.user import normalise_email
from accounts.roles import STUDENTS

A_STATEMENT = 1000


@transaction.atomic
def invite_people(*, names: Mapping[str, str], language: str = "") -> list[User]:
    """Make an account of a learner for each address of `names` (address to name); in the same order.

    What `create_user` makes for one person, in a handful of statements and without hashing anything. Writes no mail.
    Raises IntegrityError where one of the addresses has an account: none is made then.
    """
    users = User.objects.bulk_create(
        [
            User(email=normalise_email(email), display_name=name, language=language, password=make_password(None))
            for email, name in names.items()
        ],
        batch_size=A_STATEMENT,
    )
    UserProfile.objects.bulk_create([UserProfile(user=user) for user in users], batch_size=A_STATEMENT)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in users],
        batch_size=A_STATEMENT,
    )
    students = Group.objects.get_or_create(name=STUDENTS)[0]
    links = User.groups.through
    links.objects.bulk_create([links(user_id=user.pk, group_id=students.pk) for user in users], batch_size=A_STATEMENT)
    return users
